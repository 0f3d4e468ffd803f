package dev.muster.ui.component;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasText;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JavaScript;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A moment in the reader's own time zone, with UTC on hover. */
@Tag("muster-time")
@JavaScript("context://js/clock.js")
public final class WallTime extends Component implements HasText {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("HH:mm 'UTC'");

    public WallTime(Instant at) {
        show(at);
    }

    /** Always with its date, for lists that reach back. */
    public static WallTime withDay(Instant at) {
        WallTime time = new WallTime(at);
        time.getElement().setAttribute("format", "day");
        return time;
    }

    public void show(Instant at) {
        getElement().setAttribute("datetime", at.toString());
        setText(UTC.format(at.atOffset(ZoneOffset.UTC)));
    }
}
