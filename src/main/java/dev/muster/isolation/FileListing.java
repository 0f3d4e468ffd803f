package dev.muster.isolation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What stands in a directory, as {@code stat} and {@code sha256sum} print it. Both write a line break or a backslash in a
 * name in an escaped form, so a name cannot pass for another line.
 */
final class FileListing {

    /** For {@code stat --printf}; {@code QUOTING_STYLE=escape} gives {@code %N} its form. */
    static final String FORMAT = "%f %U %G %s %Y %N\\n";

    private static final int TYPE = 0170000;
    private static final int FOLDER = 0040000;
    private static final int FILE = 0100000;
    private static final int LINK = 0120000;

    /** What a path is. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /**
     * @param mode the nine permission bits with the three special ones
     * @param link where a link points; empty for what is none
     * @param sha256 empty for what is no file, and for a file that could not be read
     */
    record Entry(Kind kind, int mode, String owner, String group, String link, String sha256) {}

    private final String directory;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, String> hashes = new LinkedHashMap<>();

    FileListing(String directory) {
        this.directory = directory;
    }

    /** A line of {@code stat}. */
    void stat(String line) {
        String[] parts = line.split(" ", 6);
        if (parts.length < 6 || !parts[0].matches("[0-9a-f]{1,8}")) {
            return;
        }
        int raw = Integer.parseInt(parts[0], 16);
        String name = parts[5];
        String link = "";
        Kind kind =
                switch (raw & TYPE) {
                    case FILE -> Kind.FILE;
                    case FOLDER -> Kind.FOLDER;
                    case LINK -> Kind.LINK;
                    default -> Kind.OTHER;
                };
        int arrow = name.indexOf(" -> ");
        if (kind == Kind.LINK && arrow >= 0) {
            link = plain(name.substring(arrow + 4));
            name = name.substring(0, arrow);
        }
        Entry entry = new Entry(kind, raw & 07777, parts[1], parts[2], link, "");
        inside(plain(name)).ifPresent(it -> entries.put(it, entry));
    }

    /** A line of {@code sha256sum}. */
    void hash(String line) {
        boolean escaped = line.startsWith("\\");
        String rest = escaped ? line.substring(1) : line;
        if (rest.length() > 66 && rest.substring(0, 64).matches("[0-9a-f]{64}")) {
            String name = rest.substring(66);
            inside(escaped ? plain(name) : name).ifPresent(it -> hashes.put(it, rest.substring(0, 64)));
        }
    }

    /** By the path from the directory; the directory itself is the empty path. */
    Map<String, Entry> entries() {
        Map<String, Entry> all = new TreeMap<>();
        entries.forEach((path, it) -> all.put(
                path,
                new Entry(it.kind(), it.mode(), it.owner(), it.group(), it.link(), hashes.getOrDefault(path, ""))));
        return all;
    }

    private Optional<String> inside(String path) {
        if (path.equals(directory)) {
            return Optional.of("");
        }
        return path.startsWith(directory + "/")
                ? Optional.of(path.substring(directory.length() + 1))
                : Optional.empty();
    }

    /** Takes the escapes out: a backslash with a letter, three octal digits of a byte, or the character itself. */
    static String plain(String escaped) {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        int i = 0;
        while (i < escaped.length()) {
            char c = escaped.charAt(i);
            if (c != '\\' || i + 1 == escaped.length()) {
                int point = escaped.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(java.nio.charset.StandardCharsets.UTF_8));
                i += Character.charCount(point);
                continue;
            }
            if (i + 4 <= escaped.length() && escaped.substring(i + 1, i + 4).matches("[0-3][0-7]{2}")) {
                bytes.write(Integer.parseInt(escaped.substring(i + 1, i + 4), 8));
                i += 4;
                continue;
            }
            bytes.write(
                    switch (escaped.charAt(i + 1)) {
                        case 'n' -> '\n';
                        case 't' -> '\t';
                        case 'r' -> '\r';
                        case 'a' -> 7;
                        case 'b' -> '\b';
                        case 'f' -> '\f';
                        case 'v' -> 11;
                        default -> escaped.charAt(i + 1);
                    });
            i += 2;
        }
        return bytes.toString(java.nio.charset.StandardCharsets.UTF_8);
    }
}
