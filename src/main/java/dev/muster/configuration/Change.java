package dev.muster.configuration;

import dev.muster.common.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One path on which disk and commit differ.
 *
 * @param executable whether the commit says so
 * @param link whether it is a link in the commit
 * @param present id of what is on the disk, as git counts it; empty when nothing or no file is there
 * @param wanted id of what the commit has; empty for a path that goes
 * @param quoted the path as git writes it: in quotes with escapes when it has unusual characters
 */
record Change(Kind kind, boolean executable, boolean link, String present, String wanted, String quoted) {

    /** What happens to the path. */
    enum Kind {
        NEW,
        REPLACED,
        GONE;

        String word() {
            return switch (this) {
                case NEW -> "new";
                case REPLACED -> "replaced";
                case GONE -> "removed";
            };
        }
    }

    String path() {
        return plain(quoted);
    }

    Change with(String id) {
        return new Change(kind, executable, link, id, wanted, quoted);
    }

    static String text(List<Change> changes) {
        return changes.stream()
                .map(it -> String.join(
                        "\t",
                        it.kind.name(),
                        String.valueOf(it.executable),
                        String.valueOf(it.link),
                        it.present,
                        it.wanted,
                        it.quoted))
                .collect(Collectors.joining("\n"));
    }

    static List<Change> read(String text) {
        return text.lines()
                .map(it -> it.split("\t", -1))
                .map(it -> new Change(
                        Kind.valueOf(it[0]),
                        Boolean.parseBoolean(it[1]),
                        Boolean.parseBoolean(it[2]),
                        it[3],
                        it[4],
                        it[5]))
                .toList();
    }

    static String counted(List<Change> changes) {
        String counts = Arrays.stream(Kind.values())
                .filter(kind -> changes.stream().anyMatch(it -> it.kind == kind))
                .map(kind -> changes.stream().filter(it -> it.kind == kind).count() + " " + kind.word())
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "nothing differs" : counts;
    }

    /** Takes git's quotes away. */
    static String plain(String quoted) {
        if (!quoted.startsWith("\"")) {
            return quoted;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 1; i < quoted.length() - 1; i++) {
            char character = quoted.charAt(i);
            if (character != '\\') {
                bytes.write(character);
                continue;
            }
            char escaped = quoted.charAt(++i);
            int simple = "abtnvfr\"\\".indexOf(escaped);
            if (simple >= 0) {
                bytes.write("\u0007\b\t\n\u000b\f\r\"\\".charAt(simple));
            } else if (escaped >= '0' && escaped <= '3') {
                bytes.write(Integer.parseInt(quoted.substring(i, i + 3), 8));
                i += 2;
            } else {
                throw new Refused("git wrote a path that cannot be read: " + quoted);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
