package dev.muster.ui.status;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.status.Transition;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.List;

/** What one service went through, the newest first. */
final class HistoryPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final H2 title = new H2("History");
    private final Div content = new Div();

    HistoryPanel() {
        addClassNames("card", "service-history");
        Anchor close = new Anchor("services", "Close the history");
        close.addClassName("small");
        Div head = new Div(title, close);
        head.addClassNames("row", "section-head");
        add(head, content);
    }

    void show(String service, List<Transition> latest) {
        title.setText("History of " + service);
        if (latest.isEmpty()) {
            Words.replace(content, Words.text("Nothing has been written down yet.", "muted"));
            return;
        }
        UnorderedList list = new UnorderedList();
        for (Transition transition : latest) {
            Span when = Words.text("", "num", "small", "muted");
            when.add(WallTime.withDay(transition.at()));
            list.add(new ListItem(when, StateBadge.of(transition.state()), new Span(transition.evidence())));
        }
        Words.replace(content, list);
    }
}
