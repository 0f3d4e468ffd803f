package dev.muster.proxy;

import dev.muster.plan.Proxy;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the requests go.
 *
 * @param active key of the server that takes them
 * @param others what the other servers are meanwhile
 * @param blocked nobody takes them: everybody gets the maintenance page
 */
record Route(String active, Others others, boolean blocked) {

    /** What becomes of the servers that do not take the requests. */
    enum Others {
        /** They take over by themselves when the active one fails. */
        BACKUP,
        /** They get no request at all: planned work goes on there, or nobody trusts them. */
        DOWN;

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static final Pattern WRITTEN =
            Pattern.compile("(?m)^# route: active=([a-z0-9-]+) others=(BACKUP|DOWN) blocked=(true|false)$");

    /** What the plan says as long as nobody has switched. */
    static Route planned(Proxy proxy) {
        return new Route(proxy.upstream().servers().getFirst().key(), Others.BACKUP, false);
    }

    /** The one that a file of {@link NginxFile} says; empty for any other file. */
    static Optional<Route> of(String file) {
        Matcher matcher = WRITTEN.matcher(file);
        return file.startsWith(NginxFile.FIRST_LINE) && matcher.find()
                ? Optional.of(new Route(
                        matcher.group(1), Others.valueOf(matcher.group(2)), Boolean.parseBoolean(matcher.group(3))))
                : Optional.empty();
    }

    String line() {
        return "# route: active=" + active + " others=" + others + " blocked=" + blocked;
    }

    Route block() {
        return new Route(active, others, true);
    }
}
