package dev.muster.ui.objective;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.muster.attention.Attention;
import dev.muster.attention.AttentionChanged;
import dev.muster.attention.Attentions;
import dev.muster.incident.IncidentId;
import dev.muster.ui.component.RunningClock;
import dev.muster.ui.component.Words;
import dev.muster.ui.shell.Background;
import dev.muster.ui.shell.LiveUpdates;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What waits for somebody, the most costly delay first; keeps itself up to date. */
@StyleSheet("context://css/objective.css")
public final class AttentionList extends Section {

    private static final int SHOWN_AT_FIRST = 6;

    private final Supplier<List<Attention>> source;
    private final Clock clock;
    /** The address of the page it stands on: a way to there leads nowhere. */
    private final String here;

    private final H2 title = new H2("Waits for somebody");
    private final Paragraph none = new Paragraph("✓ Nothing waits for anybody.");
    private final OrderedList list = new OrderedList();
    private final Button all = new Button();
    private final Map<Attention, ListItem> rows = new LinkedHashMap<>();
    private boolean whole;

    private AttentionList(Supplier<List<Attention>> source, String here, LiveUpdates live, Clock clock) {
        this.here = here;
        this.source = source;
        this.clock = clock;
        addClassNames("card", "attention");
        setTestId("attention");
        none.addClassName("muted");
        all.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        all.addClickListener(it -> {
            whole = !whole;
            reload();
        });
        getElement().setAttribute("aria-label", "What waits for somebody");
        list.addClassName("attention-rows");
        add(title, none, list, all);
        live.whileAttached(this, new AttentionChanged(), this::reload);
    }

    private AttentionList readNow() {
        reload();
        return this;
    }

    /** Where something else is wanted sooner: empty until it was read, which holds up nobody. */
    private AttentionList readSoon() {
        show(List.of());
        none.setVisible(false);
        addAttachListener(it -> Background.ask(it.getUI(), source, this::show, fault -> reload()));
        return this;
    }

    /** Of everything. */
    public static AttentionList ofAll(Attentions attentions, LiveUpdates live, Clock clock) {
        return new AttentionList(attentions::all, "", live, clock).readNow();
    }

    /** Of one incident. */
    public static AttentionList of(IncidentId incident, Attentions attentions, LiveUpdates live, Clock clock) {
        return new AttentionList(() -> attentions.of(incident), room(incident), live, clock).readNow();
    }

    /** Of one incident, read once the page is there. */
    public static AttentionList soon(IncidentId incident, Attentions attentions, LiveUpdates live, Clock clock) {
        return new AttentionList(() -> attentions.of(incident), room(incident), live, clock).readSoon();
    }

    private static String room(IncidentId incident) {
        return "incidents/" + incident.value();
    }

    private void reload() {
        show(source.get());
    }

    /** Rows that stay keep their place in the page, so that focus and hover stay with them. */
    private void show(List<Attention> waiting) {
        List<Attention> shown =
                whole ? waiting : waiting.stream().limit(SHOWN_AT_FIRST).toList();
        rows.entrySet().removeIf(it -> {
            boolean gone = !shown.contains(it.getKey());
            if (gone) {
                list.remove(it.getValue());
            }
            return gone;
        });
        for (int i = 0; i < shown.size(); i++) {
            ListItem row = rows.computeIfAbsent(shown.get(i), this::row);
            Optional<Component> there =
                    i < list.getComponentCount() ? Optional.of(list.getComponentAt(i)) : Optional.empty();
            if (there.filter(row::equals).isEmpty()) {
                list.addComponentAtIndex(i, row);
            }
        }
        title.setText(waiting.isEmpty() ? "Waits for somebody" : "Waits for somebody (" + waiting.size() + ")");
        none.setVisible(waiting.isEmpty());
        list.setVisible(!waiting.isEmpty());
        all.setVisible(waiting.size() > SHOWN_AT_FIRST);
        all.setText(whole ? "Show the first " + SHOWN_AT_FIRST : "Show all " + waiting.size());
    }

    private ListItem row(Attention waits) {
        RunningClock waiting = new RunningClock();
        waiting.upFrom(waits.since(), clock.instant());
        Div told = new Div(new Span(waits.text()));
        told.addClassName("told");
        Span facts = Words.text("", "muted", "small", "num");
        waits.incident()
                .filter(it -> here.isEmpty())
                .ifPresent(it -> facts.add(
                        new Span((it.exercise() ? "exercise " : "") + it.id() + " · SEV " + it.severity() + " · ")));
        facts.add(new Span("for "), waiting);
        told.add(facts);
        if (waits.link().equals(here)) {
            return new ListItem(badge(waits.kind()), told);
        }
        Anchor act = new Anchor(waits.link(), waits.act());
        act.addClassName("btn");
        act.setAriaLabel(waits.act() + ": " + waits.text());
        return new ListItem(badge(waits.kind()), told, act);
    }

    private static Span badge(Attention.Kind kind) {
        return switch (kind) {
            case APPROVAL -> Words.badge("◷ approval", "warn");
            case DECISION -> Words.badge("? decision", "bad");
            case FAILED_RUN -> Words.badge("✕ failed", "bad");
            case OVERDUE_ITEM -> Words.badge("! overdue", "warn");
            case BLOCKED_ITEM -> Words.badge("■ blocked", "bad");
            case MESSAGE -> Words.badge("✉ message", "warn");
            case GONE_QUIET -> Words.badge("… gone quiet", "warn");
        };
    }
}
