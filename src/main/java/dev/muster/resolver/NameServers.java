package dev.muster.resolver;

import dev.muster.plan.DnsEntry;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Asks one name server one question, past every cache of this machine. */
public interface NameServers {

    /**
     * What it answers: over UDP, and over TCP where the answer is long.
     *
     * @param patience how long one try may take
     * @throws NoAnswer when it could not be asked, or does not answer this question
     */
    Answer ask(DnsEntry.Server server, String name, DnsEntry.Type type, Duration patience);

    /**
     * What a server knows.
     *
     * @param values as {@link #plain} writes them, sorted; empty: it says that there is no such record
     */
    record Answer(List<String> values) {

        /** Whether it leads there and nowhere else. */
        public boolean is(DnsEntry.Type type, String value) {
            return values.equals(List.of(plain(type, value)));
        }

        /** For people. */
        public String words() {
            return values.isEmpty() ? "no such record" : String.join(", ", values);
        }
    }

    /** One way of writing a value, so that two of them can be compared. */
    static String plain(DnsEntry.Type type, String value) {
        return switch (type) {
            case A, AAAA -> InetAddress.ofLiteral(value).getHostAddress();
            case CNAME -> {
                String name = value.toLowerCase(Locale.ROOT);
                yield name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
            }
        };
    }
}
