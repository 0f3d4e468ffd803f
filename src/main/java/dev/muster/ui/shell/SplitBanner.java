package dev.muster.ui.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.failover.TwoPrimaries;
import dev.muster.failover.TwoPrimariesChanged;
import java.util.List;

/** Says on every page that two servers of one database take writes: each minute makes it worse. */
final class SplitBanner extends Div {

    private static final long serialVersionUID = 1L;

    private final transient TwoPrimaries primaries;

    SplitBanner(TwoPrimaries primaries, LiveUpdates updates) {
        this.primaries = primaries;
        addClassName("split");
        setTestId("two-primaries");
        getElement().setAttribute("role", "alert");
        updates.whileAttached(this, new TwoPrimariesChanged(), this::show);
        show();
    }

    private void show() {
        List<TwoPrimaries.Split> now = primaries.now();
        removeAll();
        setVisible(!now.isEmpty());
        now.forEach(it -> add(line(it)));
    }

    private static Div line(TwoPrimaries.Split split) {
        Span what = new Span("▲ TWO SERVERS TAKE WRITES");
        what.addClassName("big");
        Span where = new Span(split.database() + ": " + String.join(" and ", split.servers())
                + ". Stop one of them now; what both have taken must be put together by hand.");
        Anchor look = new Anchor("services", "Look at the services");
        return new Div(what, where, look);
    }
}
