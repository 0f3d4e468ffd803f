package dev.muster.recovery.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** Makes a line fit to be stored and shown: no control characters, no secrets, not endless. */
final class LogText {

    static final int LONGEST = 8192;

    private static final Pattern ESCAPES = Pattern.compile(
            "\u001B\\[[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|\u001B[@-Z\\\\-_]");
    /** Also marks that turn the direction of writing, which could make a line read as another one. */
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cc}&&[^\\t]]|[\u202A-\u202E\u2066-\u2069]");

    private static final Pattern LINE_ENDS = Pattern.compile("\\r?\\n|\\r");

    private LogText() {}

    /** One text may hold several lines. */
    static List<String> lines(String text, Masks masks) {
        return LINE_ENDS.splitAsStream(text).map(it -> clean(it, masks)).toList();
    }

    static String clean(String line, Masks masks) {
        String plain = CONTROLS.matcher(ESCAPES.matcher(line).replaceAll("")).replaceAll("");
        return cut(masks.mask(paired(plain)));
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
