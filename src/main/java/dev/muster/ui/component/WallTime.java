package dev.muster.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A moment in the reader's own time zone, with UTC on hover. */
@Tag("muster-time")
@JavaScript("context://js/clock.js")
public final class WallTime extends Component implements HasText {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm 'UTC'");

    private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z");

    public WallTime(Instant at) {
        show(at);
    }

    /** Always with its date, for lists that reach back. */
    public static WallTime withDay(Instant at) {
        WallTime time = new WallTime(at);
        time.getElement().setAttribute("format", "day");
        return time;
    }

    /** The words, with each moment in them that is written as machines write it in the reader's own time. */
    public static Span in(String words) {
        Span span = new Span();
        int from = 0;
        for (MatchResult moment : MOMENT.matcher(words).results().toList()) {
            WallTime time = new WallTime(Instant.parse(moment.group()));
            time.getElement().setAttribute("format", "seconds");
            span.add(new Text(words.substring(from, moment.start())), time);
            from = moment.end();
        }
        span.add(new Text(words.substring(from)));
        return span;
    }

    public void show(Instant at) {
        getElement().setAttribute("datetime", at.toString());
        setText(UTC.format(at.atOffset(ZoneOffset.UTC)));
    }
}
