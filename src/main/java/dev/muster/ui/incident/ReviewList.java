package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.BreakGlassAct;
import dev.muster.ui.component.Told;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The acts with which people went past a proof or a step, each to be looked at before the close. */
final class ReviewList extends Div {

    private final Supplier<List<BreakGlassAct>> acts;
    private final Consumer<BreakGlassAct> review;
    private Runnable reviewed = () -> {};

    ReviewList(Supplier<List<BreakGlassAct>> acts, Consumer<BreakGlassAct> review) {
        this.acts = acts;
        this.review = review;
        addClassName("review");
        show();
    }

    /** Called after each that was reviewed. */
    void onReviewed(Runnable told) {
        reviewed = told;
    }

    private void show() {
        removeAll();
        List<BreakGlassAct> all = acts.get();
        if (all.isEmpty()) {
            return;
        }
        OrderedList list = new OrderedList();
        all.forEach(it -> list.add(row(it)));
        add(new H3("Went past a proof or a step"), list);
    }

    private ListItem row(BreakGlassAct act) {
        Span facts = Words.text("", "muted", "small");
        facts.add(new Span(" " + act.actorName() + " "), new WallTime(act.at()));
        ListItem row = new ListItem(new Span(act.text()), facts);
        if (act.reviewed()) {
            row.add(new Span(" "), Words.badge("✓ reviewed by " + act.reviewedName(), "ok"));
        } else {
            Button button = new Button("Reviewed", it -> {
                Told.unlessRefused(() -> review.accept(act));
                show();
                reviewed.run();
            });
            button.setAriaLabel("Reviewed: " + act.text());
            row.add(new Span(" "), button);
        }
        return row;
    }
}
