package dev.muster.ui.team;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.radiobutton.RadioGroupVariant;
import dev.muster.command.Question;
import dev.muster.ui.component.Told;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;

/** The questions by which a receiver shows that the situation report was read. */
final class ReadBackForm extends Div {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMM HH:mm");

    private final List<RadioButtonGroup<String>> answers;

    ReadBackForm(List<Question> questions) {
        addClassName("fields");
        answers = questions.stream().map(ReadBackForm::choice).toList();
        answers.forEach(this::add);
    }

    /** In the order of the questions; empty where nothing was chosen. */
    List<String> answers() {
        return answers.stream()
                .map(it -> Objects.requireNonNullElse(it.getValue(), ""))
                .toList();
    }

    void clear() {
        answers.forEach(RadioButtonGroup::clear);
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
