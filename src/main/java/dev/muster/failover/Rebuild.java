package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.Failover;
import dev.muster.plan.Secret;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Makes the files of a stopped server those of a standby of the primary: by rewinding them, or by a new copy. */
@Component
class Rebuild {

    private static final Duration LONGEST = Duration.ofHours(12);

    private final Hosts hosts;

    Rebuild(Hosts hosts) {
        this.hosts = hosts;
    }

    /** @return why it cannot work this way; empty when it did */
    Optional<String> rewind(StepContext context, Pair pair) {
        Node old = pair.from();
        HostFiles files = hosts.files(old.host());
        context.guard();
        // A server that is no longer clean is recovered by the tool alone, in a mode that knows no standby.
        files.remove(signal(old));
        List<String> arguments = new ArrayList<>(old.program(
                "pg_rewind",
                "--target-pgdata=" + old.server().directory(),
                "--source-server=" + source(pair.to()),
                "--progress"));
        old.server().configuration().ifPresent(it -> arguments.add("--config-file=" + it));
        try {
            CommandResult result =
                    run(context, old, arguments, account(pair.to().database().user(), old));
            mark(context, old);
            return result.succeeded() ? Optional.empty() : Optional.of("pg_rewind: " + result.tail());
        } catch (HostException e) {
            mark(context, old);
            throw e;
        }
    }

    private static Failover.Account account(String user, Node node) {
        return new Failover.Account(user, node.database().password());
    }

    /** Into a folder beside the old one, swapped by rename; the old one stays beside it. */
    String copy(StepContext context, Pair pair, String slot) {
        Node old = pair.from();
        HostFiles files = hosts.files(old.host());
        Path live = Path.of(old.server().directory());
        Path side = live.resolveSibling(live.getFileName() + ".copy-run-" + context.runId());
        Path before = live.resolveSibling(live.getFileName() + ".before-run-" + context.runId());
        if (files.facts(before).isEmpty()) {
            context.guard();
            files.remove(side);
            Failover.Account account = replication(old);
            CommandResult result = run(
                    context,
                    old,
                    old.program(
                            "pg_basebackup",
                            "--pgdata=" + side,
                            "--host=" + pair.to().server().address(),
                            "--port=" + pair.to().server().port(),
                            "--username=" + account.user(),
                            "--no-password",
                            "--wal-method=stream",
                            "--slot=" + slot,
                            "--checkpoint=fast"),
                    account);
            if (!result.succeeded()) {
                files.remove(side);
                throw new Refused("pg_basebackup on " + old.host().key() + ": " + result.tail());
            }
            // As long as this folder has a name of its own, nobody starts it; it is a standby's before it gets the
            // other.
            mark(files, side);
            context.guard();
            context.command("rename " + live + " to " + before + ", " + side + " to " + live);
            files.rename(live, before);
        }
        if (files.facts(live).isEmpty()) {
            files.rename(side, live);
        }
        return before.toString();
    }

    private CommandResult run(StepContext context, Node node, List<String> arguments, Failover.Account account) {
        // Marked: what a dead console has left working on the server's directory is ended before anything else works
        // there.
        Map<String, String> environment = new HashMap<>(context.processEnvironment());
        environment.put("PGPASSWORD", account.password().reveal());
        environment.put("PGCONNECT_TIMEOUT", "10");
        Command command = new Command(arguments, environment, null, LONGEST);
        context.guard();
        context.command(node.host().key() + ": " + hosts.machine(node.host()).display(command));
        return hosts.machine(node.host()).run(command, Steps.output(context));
    }

    /** No password in it: that comes by the environment. */
    private static String source(Node primary) {
        return "host=" + quoted(primary.server().address()) + " port="
                + primary.server().port() + " user=" + quoted(primary.database().user()) + " dbname="
                + (primary.database().name().equals("postgres") ? "template1" : "postgres");
    }

    static Failover.Account replication(Node node) {
        return node.failover()
                .replication()
                .orElseGet(() -> new Failover.Account(
                        node.database().user(), node.database().password()));
    }

    /** How the server connects to its primary; the password stands in a file that only its own account reads. */
    static String conninfo(Node old, Node primary) {
        Failover.Account account = replication(old);
        String password =
                account.password().equals(Secret.NONE) ? "" : account.password().reveal();
        return "host=" + quoted(primary.server().address()) + " port="
                + primary.server().port() + " user="
                + quoted(account.user()) + (password.isEmpty() ? "" : " password=" + quoted(password))
                + " application_name=" + quoted("muster_" + old.name());
    }

    private static String quoted(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    void mark(StepContext context, Node node) {
        context.guard();
        mark(hosts.files(node.host()), Path.of(node.server().directory()));
    }

    private static void mark(HostFiles files, Path directory) {
        HostFiles.Facts folder = files.facts(directory).orElseThrow(() -> new Refused(directory + " is not there"));
        Path signal = directory.resolve(Fences.SIGNAL);
        if (files.facts(signal).isEmpty()) {
            files.write(signal, new byte[0], new HostFiles.Access(0600, folder.owner(), folder.group()));
        }
    }

    private static Path signal(Node node) {
        return Path.of(node.server().directory()).resolve(Fences.SIGNAL);
    }
}
