package dev.muster.failover;

import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.Hosts;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Reads in a stopped primary's own log what its standby never received: the exact loss, before anything is promoted. */
@Component
class LostWork {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern COMMIT = Pattern.compile(
            "len \\(rec/tot\\):\\s*\\d+/\\s*(\\d+), tx:\\s*\\d+, lsn: ([0-9A-F]+/[0-9A-F]+),.* desc:"
                    + " COMMIT(?:_PREPARED| PREPARED)? .*?(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?) UTC.*");
    private static final Pattern POSITION = Pattern.compile("\\b([0-9A-F]{1,8}/[0-9A-F]{1,8})\\b");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss[.SSSSSS][.SSSSS][.SSSS][.SSS][.SS][.S]");

    private final Hosts hosts;

    LostWork(Hosts hosts) {
        this.hosts = hosts;
    }

    static List<String> command(Pair pair, NodeLook to) {
        return pair.from()
                .program(
                        "pg_waldump",
                        "--path=" + pair.from().server().directory() + "/pg_wal",
                        "--timeline=" + to.timeline(),
                        // the last whole record that the standby has: from there each record is read as a whole
                        "--start=" + to.replayed(),
                        "--rmgr=Transaction");
    }

    /** Empty when the log cannot be read; the reason goes to the listener. */
    Optional<Loss> count(Pair pair, NodeLook to, java.util.function.Consumer<String> why) {
        List<String> lines = Collections.synchronizedList(new ArrayList<>());
        List<String> errors = Collections.synchronizedList(new ArrayList<>());
        try {
            CommandResult result = hosts.machine(pair.from().host())
                    .run(
                            new Command(command(pair, to), Map.of(), null, PATIENCE),
                            (error, line) -> (error ? errors : lines).add(line));
            return of(List.copyOf(lines), List.copyOf(errors), result.succeeded(), to, why);
        } catch (HostException e) {
            why.accept("the log of " + pair.from().place() + " cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    static Optional<Loss> of(
            List<String> lines,
            List<String> errors,
            boolean succeeded,
            NodeLook to,
            java.util.function.Consumer<String> why) {
        String error = String.join(" ", errors);
        boolean nothing = error.contains("could not find a valid record after");
        // It always ends with an error: where the log ends, there is no record.
        boolean end = error.contains("error in WAL record at");
        if (!nothing && !end && !succeeded) {
            why.accept("the old primary's log cannot be read: " + error);
            return Optional.empty();
        }
        long commits = 0;
        Optional<Instant> newest = Optional.empty();
        Wal reached = Wal.NONE;
        for (String line : lines) {
            Matcher matcher = COMMIT.matcher(line);
            if (matcher.find()) {
                Wal ended = new Wal(Wal.of(matcher.group(2)).position() + Long.parseLong(matcher.group(1)));
                if (ended.compareTo(to.has()) > 0) {
                    commits++;
                    newest = time(matcher.group(3)).or(() -> Optional.empty());
                    reached = reached.later(ended);
                }
            }
        }
        Matcher positions = POSITION.matcher(end ? error : "");
        while (positions.find()) {
            reached = reached.later(Wal.of(positions.group(1)));
        }
        Duration delay = newest.flatMap(it -> to.commitAt().map(kept -> Duration.between(kept, it)))
                .filter(it -> !it.isNegative())
                .orElse(Duration.ZERO);
        return Optional.of(new Loss(
                reached.since(to.has()), delay, OptionalLong.of(commits), "counted in the old primary's own log"));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(LocalDateTime.parse(text, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
