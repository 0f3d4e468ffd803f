package dev.muster.recovery.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Makes a line fit to be stored and shown: no control characters, no secrets, not endless. */
final class LogText {

    /** Bytes; more than the longest line that a machine hands over, which is counted in characters. */
    static final int LONGEST = 32_000;

    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|\u001B[@-Z\\\\-_]");
    /** Also marks that turn the direction of writing, which could make a line read as another one. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t]]|[\u202A-\u202E\u2066-\u2069]");

    private static final Pattern LINE_ENDS = Pattern.compile("\\r?\\n|\\r");

    private LogText() {}

    /**
     * One text may hold several lines.
     *
     * @param split of the stream that it belongs to
     */
    static List<String> lines(String text, Masks masks, SplitSecrets split) {
        return LINE_ENDS
                .splitAsStream(text)
                .map(it -> cut(masks.mask(split.cover(plain(it)))))
                .toList();
    }

    static String clean(String line, Masks masks) {
        return cut(masks.mask(plain(line)));
    }

    private static String plain(String line) {
        if (line.chars().allMatch(LogText::ordinary)) {
            return line;
        }
        return paired(CONTROLS.matcher(ESCAPES.matcher(line).replaceAll("")).replaceAll(""));
    }

    /** Most lines are of these alone, and need no second look. */
    private static boolean ordinary(int character) {
        return (character >= ' ' && character < 0x7F) || character == '\t';
    }

    private static String cut(String line) {
        if (line.length() <= LONGEST / 3) {
            return line;
        }
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= LONGEST) {
            return line;
        }
        int end = LONGEST;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8) + " … [cut, the line had " + bytes.length + " bytes]";
    }

    /** Half of a surrogate pair cannot be stored. */
    private static String paired(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
