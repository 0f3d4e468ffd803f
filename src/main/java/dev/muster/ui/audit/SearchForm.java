package dev.muster.ui.audit;

import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.muster.audit.AuditQuery.Filter;
import dev.muster.ui.component.DayAndTime;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The fields of the search; tells of each change. */
final class SearchForm extends Div {

    private static final long serialVersionUID = 1L;

    private final transient LocalTimes times = LocalTimes.ofBrowser();
    private final DateTimePicker from = new DayAndTime("From");
    private final DateTimePicker until = new DayAndTime("Before");
    private final TextField person = new TextField("Person");
    private final ComboBox<String> act = new ComboBox<>("Act");
    private final TextField subject = new TextField("On what");
    private final TextField text = new TextField("Text");
    private final Button clear = new Button("Clear search");
    private boolean filling;

    SearchForm(Consumer<Filter> changed) {
        addClassName("audit-search");
        getElement().setAttribute("role", "search");
        person.setPlaceholder("Name or login");
        subject.setPlaceholder("incident 12");
        clear.addThemeVariants(ButtonVariant.TERTIARY);
        act.setClearButtonVisible(true);
        for (TextField field : List.of(person, subject, text)) {
            field.setClearButtonVisible(true);
            field.setValueChangeMode(ValueChangeMode.LAZY);
            field.setMaxLength(200);
        }
        for (DateTimePicker field : List.of(from, until)) {
            field.setStep(Duration.ofMinutes(15));
        }
        for (HasValue<?, ?> field : List.<HasValue<?, ?>>of(from, until, person, act, subject, text)) {
            field.addValueChangeListener(event -> {
                if (!filling) {
                    tell(changed);
                }
            });
        }
        text.getElement().setAttribute("data-search", true);
        clear.addClickListener(event -> {
            fill(Filter.EVERYTHING);
            tell(changed);
        });
        add(text, person, act, subject, from, until, clear);
        clear.setVisible(false);
    }

    void offer(List<String> acts) {
        String chosen = act.getValue();
        filling = true;
        act.setItems(acts);
        act.setValue(chosen);
        filling = false;
    }

    void fill(Filter filter) {
        filling = true;
        from.setValue(times.local(filter.from()));
        until.setValue(times.local(filter.until()));
        person.setValue(filter.actor());
        act.setValue(filter.action().isEmpty() ? null : filter.action());
        subject.setValue(filter.subject());
        text.setValue(filter.text());
        filling = false;
        clear.setVisible(!filter.equals(Filter.EVERYTHING));
    }

    private void tell(Consumer<Filter> changed) {
        Filter filter = new Filter(
                times.instant(from.getValue()),
                times.instant(until.getValue()),
                person.getValue(),
                Optional.ofNullable(act.getValue()).orElse(""),
                subject.getValue(),
                text.getValue());
        clear.setVisible(!filter.equals(Filter.EVERYTHING));
        changed.accept(filter);
    }
}
