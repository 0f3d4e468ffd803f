package dev.muster.ui.recovery;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.objective.Prediction;
import dev.muster.plan.Procedure;
import dev.muster.recovery.RunId;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.ParameterChoices.Choice;
import dev.muster.security.Actor;
import dev.muster.ui.objective.PredictionLine;
import dev.muster.ui.shell.Background;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Parameters, pre-flight, preview, typed name, launch. What asks the estate runs off the browser's thread. */
class LaunchPanel extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(LaunchPanel.class);

    private final Runs runs;
    private final Actor actor;
    private final Function<Map<String, String>, Prediction> predicted;
    private final Function<Map<String, String>, Runs.Request> request;
    private final Map<String, Supplier<String>> values = new LinkedHashMap<>();
    private final Paragraph status = new Paragraph();
    private final Div preview = new Div();
    private final Button look = new Button("Check again", event -> look());
    private int asked;

    LaunchPanel(
            Runs runs,
            Actor actor,
            Procedure procedure,
            Function<Procedure.Parameter, List<Choice>> choices,
            Function<Map<String, String>, Prediction> predicted,
            Function<Map<String, String>, Runs.Request> request) {
        this.runs = runs;
        this.actor = actor;
        this.predicted = predicted;
        this.request = request;
        Div fields = RecoveryPage.row();
        fields.addClassName("parameters");
        for (Procedure.Parameter parameter : procedure.parameters()) {
            fields.add(
                    switch (parameter.kind()) {
                        case BACKUP -> backup(parameter, choices.apply(parameter));
                        case TEXT -> text(parameter);
                    });
        }
        look.setTestId("check-again");
        fields.add(look);
        status.getElement().setAttribute("role", "status");
        status.setTestId("status");
        add(new Paragraph(procedure.description()), fields, status, preview);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        look();
    }

    private Component backup(Procedure.Parameter parameter, List<Choice> offered) {
        ComboBox<Choice> box = new ComboBox<>(parameter.title());
        box.setItems(offered);
        box.setItemLabelGenerator(Choice::label);
        box.setWidth("28rem");
        box.setValue(offered.getFirst());
        return remember(parameter, box, Choice::value, offered.getFirst());
    }

    private Component text(Procedure.Parameter parameter) {
        TextField field = new TextField(parameter.title());
        field.setValue(parameter.defaultValue().orElse(""));
        return remember(parameter, field, it -> it, "");
    }

    private <C extends AbstractField<?, T>, T> C remember(
            Procedure.Parameter parameter, C field, Function<T, String> value, T none) {
        values.put(parameter.key(), () -> value.apply(field.getValue() == null ? none : field.getValue()));
        field.addValueChangeListener(event -> look());
        return field;
    }

    private void look() {
        int mine = ++asked;
        preview.removeAll();
        status.setText("Looking at the estate; nothing is changed…");
        Runs.Request wanted = wanted();
        inBackground(
                () -> runs.prepare(wanted),
                found -> {
                    // An answer to an older question is not shown.
                    if (mine == asked) {
                        status.setText("");
                        preview.removeAll();
                        preview.add(
                                new PredictionLine(
                                        predicted.apply(found.request().parameters())),
                                new PreviewPanel(found),
                                confirm(found));
                    }
                },
                why -> {
                    if (mine == asked) {
                        status.setText("✕ " + why.getMessage());
                    }
                });
    }

    private Component confirm(Runs.Preview found) {
        ConfirmBar[] bar = new ConfirmBar[1];
        bar[0] = new ConfirmBar(
                found,
                typed -> inBackground(
                        () -> runs.launch(found.request(), typed, actor), this::go, why -> bar[0].refuse(why)));
        return bar[0];
    }

    private void go(RunId run) {
        getUI().ifPresent(ui -> ui.navigate(RunView.class, RunView.at(run)));
    }

    private Runs.Request wanted() {
        Map<String, String> chosen = new LinkedHashMap<>();
        values.forEach((key, value) -> chosen.put(key, value.get()));
        return request.apply(chosen);
    }

    private <T> void inBackground(Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> refusal) {
        Background.ask(getUI().orElseThrow(), question, answer, fault -> {
            LOG.info("A launch was refused: {}", fault.getMessage());
            refusal.accept(fault);
        });
    }
}
