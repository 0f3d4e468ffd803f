package dev.muster.ui.incident;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.checklist.Item;
import dev.muster.incident.Incident;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.TeamRole;
import dev.muster.recovery.RunQuery;
import dev.muster.security.Role;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** One item: the box to tick, what to launch for it, whose it is and until when, or who ticked it and when. */
final class ItemRow extends Div {

    private final RoomDesk desk;
    private final Checkbox box;
    private final Span run = Words.text("", "run-state");
    private final Span who = Words.text("", "who", "num");
    private final Optional<Anchor> launch;
    private final Optional<TeamRole> owner;
    private final Instant due;
    private Item item;

    ItemRow(RoomDesk desk, Incident incident, Item item, Instant due, Runnable changed) {
        this.desk = desk;
        this.item = item;
        this.due = due;
        Plan plan = desk.plan(incident);
        owner = plan.team().stream()
                .filter(it -> it.key().equals(item.ownerRole()))
                .findFirst();
        launch = Optional.ofNullable(item.procedure()).flatMap(plan::procedure).map(it -> launch(incident, it));
        addClassName("item");
        setTestId("item-" + item.key());
        box = new Checkbox(item.title());
        box.addValueChangeListener(it -> {
            if (it.isFromClient()) {
                Told.unlessRefused(() -> desk.tick(this.item, it.getValue()));
                changed.run();
            }
        });
        Span acts = Words.text("", "acts");
        launch.ifPresent(acts::add);
        acts.add(run);
        add(box, acts, who);
    }

    private Anchor launch(Incident incident, Procedure procedure) {
        Anchor link = new Anchor(
                "recover?procedure=" + procedure.key() + "&incident="
                        + incident.id().value() + "&item=" + item.id(),
                procedure.title() + "…");
        link.addClassName("btn");
        return link;
    }

    void show(Incident incident, Item next, boolean isNext, Optional<RunQuery.Summary> newestRun) {
        item = next;
        box.setValue(next.done());
        box.setReadOnly(!desk.may(Role.RESPONDER) || !incident.state().writable());
        setClassName("done", next.done());
        setClassName("next", isNext);
        boolean running = newestRun.filter(it -> !it.state().ended()).isPresent();
        launch.ifPresent(
                it -> it.setVisible(desk.may(Role.COMMANDER) && incident.state().open() && !next.done() && !running));
        Words.replace(run, newestRun.map(ItemRow::runLink).orElseGet(Span::new));
        Words.replace(who, next.done() ? ticked(next) : owed(incident));
    }

    private static com.vaadin.flow.component.Component runLink(RunQuery.Summary run) {
        Anchor link = new Anchor("runs/" + run.id().value());
        String steps = run.state().ended() ? "" : " · " + run.stepsDone() + "/" + run.steps();
        link.add(Words.run(run.state(), "run " + run.id() + steps));
        link.setTitle(run.title() + ": " + run.state());
        return link;
    }

    private static Span ticked(Item item) {
        return new Span(new Span(item.changedName() + " "), new WallTime(Objects.requireNonNull(item.changedAt())));
    }

    private Span owed(Incident incident) {
        Span span = new Span();
        owner.ifPresent(it -> {
            span.add(new Span(it.holder().name()));
            span.setTitle(it.title());
        });
        if (incident.state().open()) {
            span.add(new Span(owner.isPresent() ? " · due " : "due "), new WallTime(due));
        }
        return span;
    }
}
