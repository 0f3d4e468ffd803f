package dev.muster.ui.incident;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.checklist.SilenceQuery.Silence;
import dev.muster.ui.component.WallTime;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Asks the scribe what happened in a time in which nothing was written down. */
final class SilenceLine extends Div {

    private final Consumer<Instant> add;

    /** @param add begins a note that happened then */
    SilenceLine(Consumer<Instant> add) {
        this.add = add;
        addClassNames("gap", "row", "small");
        getElement().setAttribute("role", "status");
        setVisible(false);
    }

    void show(Optional<Silence> silence) {
        removeAll();
        setVisible(silence.isPresent());
        silence.ifPresent(it -> {
            Button write = new Button("Add what happened", event -> add.accept(it.from()));
            write.addThemeVariants(ButtonVariant.LUMO_SMALL);
            Span text = new Span(new Span("? Nothing from "), new WallTime(it.from()), new Span(" to "));
            text.add(it.lasts() ? new Span("now") : new WallTime(it.to()));
            text.add(new Span(" (" + it.phase() + "). What happened?"));
            add(text, write);
        });
    }
}
