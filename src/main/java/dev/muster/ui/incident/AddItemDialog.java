package dev.muster.ui.incident;

import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.checklist.NewItem;
import dev.muster.common.Refused;
import dev.muster.incident.InvalidInput;
import dev.muster.incident.WallClock;
import dev.muster.plan.Plan;
import dev.muster.plan.TeamRole;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;

/** Asks for an item of this incident only. */
final class AddItemDialog extends Dialog {

    private final TextField title = new TextField("What is to be done");
    private final Select<TeamRole> role = new Select<>();
    private final DateTimePicker due = new DayAndTime("Due");

    /** @param add stores it, or refuses */
    AddItemDialog(Plan plan, String phase, String phaseTitle, Instant now, Consumer<NewItem> add, Runnable changed) {
        setHeaderTitle("Add an item to " + phaseTitle);
        title.setMaxLength(200);
        title.setRequiredIndicatorVisible(true);
        title.setAutofocus(true);
        role.setLabel("Whose");
        role.setItems(plan.team());
        role.setEmptySelectionAllowed(true);
        role.setEmptySelectionCaption("Nobody's yet");
        role.setItemLabelGenerator(it -> it == null ? "Nobody's yet" : it.title());
        due.setHelperText("Empty: at the end of the phase");
        Div fields = new Div(title, role, due);
        fields.addClassNames("fields", "stack");
        add(fields);
        Button submit = new Button("Add the item", it -> submit(phase, now, add, changed));
        submit.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button("Back", it -> close()), submit);
        setWidth("min(520px, 94vw)");
    }

    private void submit(String phase, Instant now, Consumer<NewItem> add, Runnable changed) {
        Map<String, HasValidation> fields = Map.of("title", title, "ownerRole", role, "dueAt", due);
        fields.values().forEach(it -> it.setInvalid(false));
        try {
            TeamRole owner = role.getValue();
            Instant until = due.getValue() == null ? null : WallClock.moment(due.getValue(), Told.zone(), now);
            add.accept(new NewItem(phase, title.getValue(), owner == null ? null : owner.key(), until));
            close();
            changed.run();
        } catch (InvalidInput e) {
            e.problems().forEach(it -> wrong(fields.getOrDefault(it.field(), title), it.allowed()));
        } catch (Refused e) {
            wrong(title, String.valueOf(e.getMessage()));
        }
    }

    private static void wrong(HasValidation field, String message) {
        field.setErrorMessage(message);
        field.setInvalid(true);
    }
}
