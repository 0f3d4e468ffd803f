package dev.muster.ui.incident;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A note as Markdown without HTML and without pictures: a picture from elsewhere would tell its host who reads. */
final class NoteText {

    /** What stands in backquotes is shown as it is, and may hold anything. */
    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");

    private NoteText() {}

    static String safe(String note) {
        StringBuilder safe = new StringBuilder();
        Matcher code = CODE.matcher(note);
        int from = 0;
        while (code.find()) {
            safe.append(plain(note.substring(from, code.start()))).append(code.group());
            from = code.end();
        }
        return safe.append(plain(note.substring(from))).toString();
    }

    private static String plain(String text) {
        return text.replace("<", "&lt;").replace("![", "[");
    }
}
