package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import dev.muster.recovery.RunQuery.StepRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The very commands that ran, step by step; a text that somebody selects is not drawn again. */
class CommandList extends Div {

    private final Paragraph none = new Paragraph("No command has run yet.");
    private final Map<Integer, Pre> texts = new LinkedHashMap<>();

    CommandList() {
        addClassName("command-list");
        add(none);
    }

    void show(List<StepRow> steps) {
        for (StepRow step : steps) {
            if (!step.commands().isEmpty()) {
                Pre text = texts.computeIfAbsent(step.position(), position -> {
                    Pre added = new Pre();
                    added.addClassName("commands");
                    added.getElement().setAttribute("tabindex", "0");
                    add(RecoveryPage.card(position + ". " + step.title(), added));
                    return added;
                });
                String now = String.join("\n", step.commands());
                if (!now.equals(text.getText())) {
                    text.setText(now);
                }
            }
        }
        none.setVisible(texts.isEmpty());
    }
}
