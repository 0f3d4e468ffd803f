package dev.muster.ui.status;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * How long answers took in the last hour: an area that is cut out of one element by the server, so that a new minute
 * costs every browser one short attribute. Its words say the same.
 */
final class Sparkline extends Div {

    private static final long serialVersionUID = 1L;

    private final Div area = new Div();
    private final Span words = new Span();

    Sparkline() {
        addClassName("spark");
        Div frame = new Div(area);
        frame.addClassName("spark-frame");
        frame.getElement().setAttribute("aria-hidden", "true");
        area.addClassName("spark-area");
        words.addClassNames("small", "muted", "num");
        add(frame, words);
    }

    /** @param minutes in milliseconds, the oldest first */
    void show(List<OptionalDouble> minutes) {
        String text = words(minutes);
        if (!text.equals(words.getText())) {
            words.setText(text);
        }
        area.getStyle().set("clip-path", polygon(minutes));
    }

    static String words(List<OptionalDouble> minutes) {
        var known = minutes.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .summaryStatistics();
        if (known.getCount() == 0) {
            return "no answer in the last hour";
        }
        return "last hour: " + milliseconds(known.getAverage()) + " on average, " + milliseconds(known.getMin())
                + " to " + milliseconds(known.getMax());
    }

    private static String milliseconds(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.1f ms" : "%.0f ms", value);
    }

    /** A column for each minute, from the ground; a minute without an answer is a gap. */
    static String polygon(List<OptionalDouble> minutes) {
        double most = minutes.stream()
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .max()
                .orElse(1);
        double width = 100.0 / Math.max(1, minutes.size());
        StringBuilder points = new StringBuilder("0% 100%");
        for (int i = 0; i < minutes.size(); i++) {
            OptionalDouble minute = minutes.get(i);
            // The least column is still seen.
            String top = minute.isPresent() ? number(100 - Math.max(6, 100 * minute.getAsDouble() / most)) : "100";
            points.append(", ")
                    .append(number(i * width))
                    .append("% ")
                    .append(top)
                    .append('%');
            points.append(", ")
                    .append(number((i + 1) * width))
                    .append("% ")
                    .append(top)
                    .append('%');
        }
        return "polygon(" + points + ", 100% 100%)";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
