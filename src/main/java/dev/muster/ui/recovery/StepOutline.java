package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.plan.Procedure.Step;
import java.util.List;

/** The steps of a procedure as the plan says them, with what each one is. */
class StepOutline extends Div {

    StepOutline(List<Step> steps) {
        addClassName("outline");
        getElement().setAttribute("role", "list");
        PartHeadings headings = new PartHeadings();
        int position = 1;
        for (Step step : steps) {
            headings.before(step.part().frames()).forEach(this::listed);
            Span number = new Span(position++ + ".");
            number.addClassName("num");
            Div text = new Div(new Span(step.title()), Words.muted(" " + step.type()));
            String todo = step.with().get("text");
            if (todo != null) {
                Div small = new Div(todo);
                small.addClassName("small");
                text.add(small);
            }
            Div row = new Div(number, text);
            row.addClassName("outline-step");
            PartHeadings.indent(row, step.part().frames());
            listed(row);
        }
    }

    private void listed(Div row) {
        row.getElement().setAttribute("role", "listitem");
        add(row);
    }
}
