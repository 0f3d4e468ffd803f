package dev.muster.recovery.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Covers secrets that begin on one line and go on on the next ones, as a program writes them that folds its lines. A line
 * is stored before the next one is known, so what could be the beginning of a secret is covered at once; one or two
 * letters of it may stay.
 */
final class SplitSecrets {

    private static final int TELLING = 3;

    /** What a machine writes behind a line that it has cut. */
    private static final Pattern CUT = Pattern.compile(" … \\[cut, the line had \\d+ characters]$");

    private final List<String> values;
    private List<Open> open = List.of();

    /** The line before ended with so many characters of the value. */
    private record Open(String value, int length) {

        String rest() {
            return value.substring(length);
        }
    }

    SplitSecrets(List<String> values) {
        this.values = values;
    }

    /** The next line of the stream, without what is part of a secret that spans lines. */
    synchronized String cover(String line) {
        if (line.isEmpty() || values.isEmpty()) {
            return line;
        }
        Matcher cut = CUT.matcher(line);
        String text = line.endsWith("]") && cut.find() ? line.substring(0, cut.start()) : line;
        List<Open> next = new ArrayList<>();
        int begin = goesOn(text, next);
        int end = begins(text, next);
        open = next;
        if (begin + end >= text.length() && begin + end > 0) {
            return Masks.MASK + line.substring(text.length());
        }
        return (begin > 0 ? Masks.MASK : "")
                + text.substring(begin, text.length() - end)
                + (end > 0 ? Masks.MASK : "")
                + line.substring(text.length());
    }

    /** How many characters at the beginning belong to a secret of the line before. */
    private int goesOn(String text, List<Open> next) {
        int covered = 0;
        for (Open one : open) {
            String rest = one.rest();
            if (text.startsWith(rest)) {
                covered = Math.max(covered, rest.length());
            } else if (rest.startsWith(text)) {
                covered = text.length();
                next.add(new Open(one.value, one.length + text.length()));
            }
        }
        return covered;
    }

    /** How many characters at the end are to be covered because a secret may begin there. */
    private int begins(String text, List<Open> next) {
        int covered = 0;
        for (String value : values) {
            for (int length = Math.min(value.length() - 1, text.length()); length > 0; length--) {
                if (text.regionMatches(text.length() - length, value, 0, length)) {
                    next.add(new Open(value, length));
                    covered = Math.max(covered, length < TELLING ? 0 : length);
                }
            }
        }
        return covered;
    }
}
