package dev.muster.notification;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts facts into the places of a template. Strict: a name that stands for nothing stays where it is and is reported
 * with its place. Only plain names are filled; sections, partials and paths into objects are names that nobody knows.
 *
 * @param text the words, with {@code {{name}}} where a fact is missing
 */
record MustacheFilling(String text, List<Hole> holes) {

    private static final Pattern TAG = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern NAME = Pattern.compile("[a-z]{1,40}");
    // No escaping here: the words are shown and edited as they are, and each channel escapes the whole of them.
    private static final Mustache.Compiler COMPILER =
            Mustache.compiler().escapeHTML(false).strictSections(true);

    static MustacheFilling of(String part, String template, Facts facts) {
        List<Hole> holes = new ArrayList<>();
        Map<String, String> values = new HashMap<>(facts.known());
        Matcher tags = TAG.matcher(template);
        while (tags.find()) {
            String name = tags.group(1);
            if (!facts.known().containsKey(name)) {
                holes.add(hole(part, template, tags.start(), name, facts.why(name)));
                values.put(name, tags.group());
            }
        }
        boolean plain = holes.stream().allMatch(it -> NAME.matcher(it.name()).matches());
        try {
            return new MustacheFilling(plain ? COMPILER.compile(template).execute(values) : template, holes);
        } catch (MustacheException e) {
            holes.add(new Hole(part, 1, 1, "", "the template cannot be read: " + e.getMessage()));
            return new MustacheFilling(template, holes);
        }
    }

    static Hole hole(String part, String text, int at, String name, String why) {
        int line =
                1 + (int) text.substring(0, at).chars().filter(it -> it == '\n').count();
        int column = at - text.lastIndexOf('\n', at - 1);
        return new Hole(part, line, column, name, why);
    }
}
