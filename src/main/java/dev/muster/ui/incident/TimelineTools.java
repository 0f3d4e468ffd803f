package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.muster.incident.TimelineKind;
import dev.muster.incident.TimelineQuery.Writer;
import dev.muster.plan.Phase;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Narrows the story: kind, person, phase, words. Shown when asked for, and whenever the address narrows it. */
final class TimelineTools extends Div {

    private static final int MOST = 200;

    private final Supplier<List<Writer>> writers;
    private final List<Phase> phases;
    private final Consumer<StoryFilter> look;
    private final Button open = new Button("Search and filter", it -> unfold(StoryFilter.ALL));

    TimelineTools(Supplier<List<Writer>> writers, List<Phase> phases, Consumer<StoryFilter> look) {
        this.writers = writers;
        this.phases = phases;
        this.look = look;
        addClassName("tl-tools");
        add(open);
    }

    void show(StoryFilter filter) {
        if (!filter.equals(StoryFilter.ALL) || getComponentCount() > 1) {
            unfold(filter);
        }
    }

    private void unfold(StoryFilter filter) {
        removeAll();
        TextField text = new TextField();
        text.setAriaLabel("Search the timeline");
        text.getElement().setAttribute("data-search", true);
        text.setPlaceholder("Search");
        text.setMaxLength(MOST);
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setValue(filter.text());
        Select<String> kind = select("Kind", "Any kind", kinds(), it -> word(TimelineKind.valueOf(it)), filter.kind());
        List<Writer> all = writers.get();
        Select<String> person = select(
                "Person",
                "Anybody",
                all.stream().map(Writer::login).toList(),
                login -> all.stream()
                        .filter(it -> it.login().equals(login))
                        .map(it -> it.name() + " " + it.lines())
                        .findFirst()
                        .orElse(login),
                filter.person());
        Select<String> phase = select(
                "Since the phase",
                "From the beginning",
                phases.stream().map(Phase::key).toList(),
                key -> phases.stream()
                        .filter(it -> it.key().equals(key))
                        .map(Phase::title)
                        .findFirst()
                        .orElse(key),
                filter.phase());
        Select<String> pins =
                select("Pins", "All lines", List.of("pinned"), it -> "Pinned only", filter.pinned() ? "pinned" : "");
        add(text, kind, person, phase, pins);
        Runnable changed = () -> look.accept(new StoryFilter(
                value(kind), value(person), value(phase), text.getValue().strip(), "pinned".equals(value(pins))));
        List.of(kind, person, phase, pins).forEach(it -> it.addValueChangeListener(event -> changed.run()));
        text.addValueChangeListener(it -> changed.run());
    }

    private static String value(Select<String> select) {
        return select.getOptionalValue().orElse("");
    }

    private static List<String> kinds() {
        return java.util.Arrays.stream(TimelineKind.values()).map(Enum::name).toList();
    }

    private static Select<String> select(
            String label,
            String any,
            List<String> items,
            com.vaadin.flow.component.ItemLabelGenerator<String> words,
            String chosen) {
        Select<String> select = new Select<>();
        select.setAriaLabel(label);
        select.setItems(items);
        select.setEmptySelectionAllowed(true);
        select.setEmptySelectionCaption(any);
        select.setItemLabelGenerator(it -> it == null ? any : words.apply(it));
        select.setValue(items.contains(chosen) ? chosen : null);
        return select;
    }

    private static String word(TimelineKind kind) {
        return kind.name().charAt(0) + kind.name().substring(1).toLowerCase(Locale.ROOT);
    }
}
