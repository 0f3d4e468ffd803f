package dev.muster.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import dev.muster.command.Handover;
import dev.muster.command.Question;
import dev.muster.common.Refused;
import dev.muster.ui.incident.Told;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.access.AccessDeniedException;

/** The situation report, and the two questions that the receiver answers to accept. */
final class AnswerDialog extends Dialog {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm");

    private final Paragraph problem = new Paragraph();
    private final List<RadioButtonGroup<String>> answers;

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
        answers = questions.stream().map(AnswerDialog::choice).toList();
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        Div fields = new Div(new ReportText(handover));
        for (RadioButtonGroup<String> answer : answers) {
            fields.add(answer);
        }
        fields.add(problem);
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
        List<String> given = answers.stream()
                .map(it -> Optional.ofNullable(it.getValue()).orElse(""))
                .toList();
        try {
            if (accept.test(given)) {
                close();
            } else {
                answers.forEach(RadioButtonGroup::clear);
                problem.setText("That is not what the report says. Read it again.");
            }
        } catch (Refused | AccessDeniedException e) {
            problem.setText(e.getMessage());
        }
    }

    private static RadioButtonGroup<String> choice(Question question) {
        RadioButtonGroup<String> choice = new RadioButtonGroup<>(question.text());
        choice.addThemeVariants(RadioGroupVariant.LUMO_VERTICAL);
        choice.setItems(question.choices());
        if (question.times()) {
            choice.setItemLabelGenerator(it -> TIME.format(Instant.parse(it).atZone(Told.zone())));
        }
        return choice;
    }
}
