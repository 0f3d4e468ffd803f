package dev.muster.ui.drill;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.muster.drill.DrillQuery.Shown;
import dev.muster.drill.Rehearsal;
import dev.muster.plan.Drill;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One drill of the plan: when it is due, how the last ones went, and what proved each of its checks. */
final class DrillCard extends Section {

    /**
     * @param next the next times
     * @param past its rehearsals, newest first
     * @param tried the newest rehearsal that was launched, with what its steps showed
     */
    DrillCard(Drill drill, List<Instant> next, List<Rehearsal> past, Optional<Tried> tried) {
        addClassNames("card", "drill-card");
        add(new H2(drill.title()), due(next));
        if (!past.isEmpty()) {
            add(new DrillTrend(past));
        }
        add(new H3("What it must show"));
        OrderedList checks = new OrderedList();
        checks.addClassName("drill-checks");
        for (Drill.Check check : drill.checks()) {
            checks.add(check(check, tried));
        }
        add(checks);
        tried.ifPresent(it -> add(new Div(
                Words.text("As shown by ", "muted", "small"),
                new Anchor(
                        "runs/" + it.rehearsal().run(), "run " + it.rehearsal().run()),
                Words.text(", ", "muted", "small"),
                WallTime.withDay(it.rehearsal().startedAt()))));
    }

    /** A rehearsal and what its steps showed. */
    record Tried(Rehearsal rehearsal, List<Shown> shown) {}

    private static Div due(List<Instant> next) {
        Div due = new Div();
        due.addClassName("drill-line");
        if (next.isEmpty()) {
            due.add(Words.text("It is not due any more: its schedule has ended.", "muted"));
            return due;
        }
        due.add(Words.text("Next", "muted"), WallTime.withDay(next.getFirst()));
        if (next.size() > 1) {
            due.add(Words.text("then", "muted"));
            next.subList(1, next.size()).forEach(it -> due.add(WallTime.withDay(it)));
        }
        return due;
    }

    private static ListItem check(Drill.Check check, Optional<Tried> tried) {
        Div first = new Div(sign(check, tried), new Span(check.title()));
        first.addClassName("drill-line");
        ListItem item = new ListItem(first);
        said(check, tried).ifPresent(it -> {
            Div proof = new Div(it);
            proof.addClassNames("small", "muted", "drill-proof");
            item.add(proof);
        });
        return item;
    }

    private static Component sign(Drill.Check check, Optional<Tried> tried) {
        if (check.step().isEmpty()) {
            return Words.badge("a person looks");
        }
        if (tried.isEmpty()) {
            return Words.badge("not shown yet");
        }
        return said(check, tried).isPresent() ? Words.badge("✓ shown", "ok") : Words.badge("✕ not shown", "bad");
    }

    private static Optional<String> said(Drill.Check check, Optional<Tried> tried) {
        return tried.stream()
                .flatMap(it -> it.shown().stream())
                .filter(it -> it.step().equals(check.step().orElse("")))
                .flatMap(it -> Optional.ofNullable(it.said()).stream())
                .findFirst();
    }
}
