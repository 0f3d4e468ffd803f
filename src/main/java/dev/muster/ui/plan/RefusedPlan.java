package dev.muster.ui.plan;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.plan.PlanException;
import dev.muster.plan.PlanProblem;
import java.util.List;

/** Tells why a file is not in force: each problem with its place and line. Hidden until there is something to tell. */
final class RefusedPlan extends Div {

    private static final long serialVersionUID = 1L;

    RefusedPlan() {
        addClassName("plan-refused");
        setTestId("refused-plan");
        getElement().setAttribute("role", "alert");
        setVisible(false);
    }

    void show(PlanException refusal) {
        removeAll();
        List<PlanProblem> problems = refusal.problems();
        add(new H2("✕ The file was refused" + (problems.isEmpty() ? "" : ": " + count(problems.size()))));
        add(new Paragraph("The plan below stays in force. Repair the file, then reload it."));
        if (problems.isEmpty()) {
            add(new Paragraph(refusal.getMessage()));
        } else {
            UnorderedList list = new UnorderedList();
            list.addClassName("plan-problems");
            problems.forEach(it -> list.add(new ListItem(problem(it))));
            add(list);
        }
        setVisible(true);
    }

    private static String count(int problems) {
        return problems == 1 ? "one problem" : problems + " problems";
    }

    private static Component[] problem(PlanProblem problem) {
        Span message = new Span(problem.message());
        message.addClassName("plan-problem-message");
        return problem.line() == 0
                ? new Component[] {PlanBlocks.code(problem.place()), message}
                : new Component[] {PlanBlocks.code(problem.place()), PlanBlocks.chip("line " + problem.line()), message
                };
    }
}
