package dev.muster.postgres;

import java.nio.charset.StandardCharsets;

/** Names and values on their way into a statement: the one place that puts quotes around them. */
final class Quoting {

    /** What PostgreSQL keeps of a name; it cuts the rest off silently. */
    static final int LONGEST_NAME = 63;

    private Quoting() {}

    static String identifier(String name) {
        check(name);
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String literal(String value) {
        check(value);
        String quoted = "'" + value.replace("'", "''") + "'";
        // With a backslash inside, the meaning of '…' depends on a server setting; that of E'…' does not.
        return value.indexOf('\\') < 0 ? quoted : "E" + quoted.replace("\\", "\\\\");
    }

    /** A database name for {@code --dbname}, which would read a name with an equals sign as a connection string. */
    static String dbname(String name) {
        check(name);
        return name.matches("[A-Za-z0-9_]+")
                ? name
                : "dbname='" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The name with this ending, cut in the middle where it would be too long, so that the ending always stays. */
    static String name(String base, String ending) {
        String cut = base;
        while (bytes(cut) + bytes(ending) > LONGEST_NAME) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut + ending;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static void check(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in a name or value");
        }
    }
}
