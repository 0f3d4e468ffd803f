package dev.muster.failover;

import dev.muster.common.Refused;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file of settings such as {@code .env}. Only the values of the named keys change; each other byte stays as it is. */
final class EnvFile {

    private static final Pattern VALUE = Pattern.compile("([\"']?)([^\\s\"'#]*)(\\1)(\\s*(?:#.*)?)", Pattern.DOTALL);

    private EnvFile() {}

    /**
     * @param name of the file, for messages
     * @throws Refused when a key is missing, stands twice, or has a value that cannot be replaced; with line numbers
     */
    static byte[] with(String name, byte[] content, Map<String, String> values) {
        // One character for each byte: whatever the encoding is, what is not touched comes out as it went in.
        String text = new String(content, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)", -1)));
        values.forEach((key, value) -> replace(name, lines, key, value));
        return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void replace(String name, List<String> lines, String key, String value) {
        Pattern line =
                Pattern.compile("(\\s*(?:export\\s+)?" + Pattern.quote(key) + "\\s*=[ \\t]*)(.*)", Pattern.DOTALL);
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (line.matcher(lines.get(i)).matches()) {
                found.add(i);
            }
        }
        if (found.isEmpty()) {
            throw new Refused(name + " has no line " + key + "=… among its " + count(lines) + " lines");
        }
        if (found.size() > 1) {
            throw new Refused(name + " has " + key + " more than once, on the lines "
                    + String.join(
                            ", ",
                            found.stream().map(it -> Integer.toString(it + 1)).toList())
                    + ": which one counts is not known");
        }
        int at = found.getFirst();
        Matcher whole = line.matcher(lines.get(at));
        if (!whole.matches()) {
            throw new IllegalStateException(key);
        }
        Matcher old = VALUE.matcher(whole.group(2));
        if (!old.matches()) {
            throw new Refused(name + " line " + (at + 1) + ": the value of " + key
                    + " is no plain word, with or without quotes; it cannot be replaced safely");
        }
        lines.set(at, whole.group(1) + old.group(1) + value + old.group(3) + old.group(4));
    }

    private static int count(List<String> lines) {
        return lines.getLast().isEmpty() ? lines.size() - 1 : lines.size();
    }
}
