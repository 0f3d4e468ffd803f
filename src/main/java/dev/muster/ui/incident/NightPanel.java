package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.ui.component.RunningClock;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** For three in the morning: the one next action in large type, how long there is for it, and its button. */
final class NightPanel extends Div {

    private final Viewer viewer;
    private final Span phase = Words.text("", "muted", "phase-name");
    private final H2 title = new H2();
    private final Span owner = Words.text("", "owner");
    private final RunningClock left = new RunningClock();
    private final Span time = Words.text("", "num", "time");
    private final Div links = new Div();
    private final Button done = new Button("Done");
    private final Button open = new Button("Blocked, or more…");
    private final Span then = Words.text("", "muted", "then");
    private @Nullable Item item;

    NightPanel(Viewer viewer, Consumer<Item> tick, Consumer<Item> look) {
        this.viewer = viewer;
        addClassNames("card", "night");
        getElement().setAttribute("role", "region").setAttribute("aria-label", "The next action");
        title.getElement().setAttribute("aria-live", "polite");
        left.saysWhichWay();
        time.add(left);
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_LARGE);
        done.addClickListener(it -> Optional.ofNullable(item).ifPresent(tick));
        open.addThemeVariants(ButtonVariant.LUMO_LARGE);
        open.addClickListener(it -> Optional.ofNullable(item).ifPresent(look));
        links.addClassName("links");
        Div acts = new Div(done, links, open);
        acts.addClassName("acts");
        add(phase, title, owner, time, acts, then);
    }

    void show(RoomState state, Instant now) {
        item = state.next().orElse(null);
        Item next = item;
        boolean may = next != null && viewer.responds();
        done.setVisible(may);
        open.setVisible(may);
        time.setVisible(next != null && state.incident().state().open());
        if (next == null) {
            phase.setText("");
            title.setText(
                    state.incident().state().open() ? "Every item is settled. Resolve?" : "Nothing is left to do.");
            owner.setText("");
            then.setText("");
            links.removeAll();
            return;
        }
        RoomQuery.PhaseRow of = state.room().phases().stream()
                .filter(it -> it.items().contains(next))
                .findFirst()
                .orElseThrow();
        ItemFacts facts = ItemFacts.of(state, next, true, viewer);
        phase.setText(of.position() + " " + of.title() + " · " + of.done() + " of "
                + of.items().size());
        title.setText(next.title());
        owner.setText(facts.who() == null ? "" : facts.who() + " · " + facts.role());
        left.downTo(next.dueAt(), now);
        Words.replace(links, links(facts));
        then.setText(of.items().stream()
                .filter(it -> !it.settled() && it.id() != next.id())
                .findFirst()
                .map(it -> "Then: " + it.title())
                .orElse(""));
    }

    private static Span links(ItemFacts facts) {
        Span span = new Span();
        facts.links().forEach(it -> {
            Anchor link = new Anchor(it.href(), it.text());
            link.addClassName("btn");
            span.add(link);
        });
        return span;
    }
}
