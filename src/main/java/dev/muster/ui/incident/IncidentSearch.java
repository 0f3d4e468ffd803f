package dev.muster.ui.incident;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.muster.incident.IncidentQuery.Filter;
import dev.muster.incident.IncidentQuery.Search;
import dev.muster.incident.IncidentQuery.Sort;
import dev.muster.incident.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Narrows and sorts the list of incidents. */
final class IncidentSearch extends Div {

    private static final int MOST = 200;

    private final TextField text = new TextField();
    private final Select<Severity> severity = new Select<>();
    private final Select<Boolean> exercise = new Select<>();
    private final Select<Sort> sort = new Select<>();
    private final Select<Boolean> ascending = new Select<>();
    private Filter filter = Filter.ALL;

    IncidentSearch(Consumer<Search> look) {
        addClassNames("row", "incident-search");
        text.setAriaLabel("Search");
        text.getElement().setAttribute("data-search", true);
        text.setPlaceholder("Title, scenario, commander or number");
        text.setMaxLength(MOST);
        text.setClearButtonVisible(true);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        severity.setAriaLabel("Severity");
        severity.setItems(Severity.values());
        severity.setEmptySelectionAllowed(true);
        severity.setEmptySelectionCaption("Any severity");
        severity.setItemLabelGenerator(it -> it == null ? "Any severity" : it.toString());
        exercise.setAriaLabel("Real ones or exercises");
        exercise.setItems(false, true);
        exercise.setEmptySelectionAllowed(true);
        exercise.setEmptySelectionCaption("Real and exercises");
        exercise.setItemLabelGenerator(it -> it == null ? "Real and exercises" : it ? "Exercises" : "Real ones");
        sort.setAriaLabel("Sort by");
        sort.setItems(Sort.values());
        sort.setItemLabelGenerator(it -> "By " + IncidentsAddress.word(it));
        ascending.setAriaLabel("Order");
        ascending.setItems(false, true);
        ascending.setItemLabelGenerator(it -> it ? "Upwards" : "Downwards");
        add(text, severity, exercise, sort, ascending);
        text.addValueChangeListener(it -> tell(it.isFromClient(), look));
        severity.addValueChangeListener(it -> tell(it.isFromClient(), look));
        exercise.addValueChangeListener(it -> tell(it.isFromClient(), look));
        sort.addValueChangeListener(it -> tell(it.isFromClient(), look));
        ascending.addValueChangeListener(it -> tell(it.isFromClient(), look));
    }

    void show(Search search) {
        filter = search.filter();
        text.setValue(search.text());
        severity.setValue(severity(search.severity()));
        exercise.setValue(search.exercise());
        sort.setValue(search.sort());
        ascending.setValue(search.ascending());
    }

    private static @Nullable Severity severity(@Nullable Integer number) {
        return number == null ? null : Severity.of(number).orElse(null);
    }

    private void tell(boolean fromClient, Consumer<Search> look) {
        if (fromClient) {
            Severity chosen = severity.getValue();
            String sought = text.getValue().strip();
            look.accept(new Search(
                    filter,
                    null,
                    chosen == null ? null : chosen.number(),
                    exercise.getValue(),
                    sought.length() > MOST ? sought.substring(0, MOST) : sought,
                    sort.getValue(),
                    ascending.getValue()));
        }
    }
}
