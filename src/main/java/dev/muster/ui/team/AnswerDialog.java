package dev.muster.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.command.Handover;
import dev.muster.command.Question;
import dev.muster.common.Refused;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.access.AccessDeniedException;

/** The situation report, and the two questions that the receiver answers to accept. */
final class AnswerDialog extends Dialog {

    private final Paragraph problem = new Paragraph();
    private final ReadBackForm readBack;

    /**
     * @param accept is given the answers; false when one is wrong
     * @param decline opens what asks why
     */
    AnswerDialog(
            String title,
            Handover handover,
            List<Question> questions,
            Predicate<List<String>> accept,
            Runnable decline) {
        setHeaderTitle("Take over as " + title + "?");
        setWidth("min(620px, 96vw)");
        addClassName("handover-dialog");
        readBack = new ReadBackForm(questions);
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Div fields = new Div(new ReportText(handover), readBack, problem);
        fields.addClassName("fields");
        add(fields);
        Button go = new Button("Accept", it -> submit(accept));
        go.addThemeVariants(ButtonVariant.PRIMARY);
        Button no = new Button("Decline…", it -> {
            close();
            decline.run();
        });
        getFooter().add(new Button("Back", it -> close()), no, go);
    }

    private void submit(Predicate<List<String>> accept) {
        try {
            if (accept.test(readBack.answers())) {
                close();
            } else {
                readBack.clear();
                problem.setText("That is not what the report says. Read it again.");
            }
        } catch (Refused | AccessDeniedException e) {
            problem.setText(e.getMessage());
        }
    }
}
