package dev.muster.ui.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.page.ExtendedClientDetails;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.Incident;
import dev.muster.incident.IncidentQuery.Search;
import dev.muster.incident.IncidentWorld;
import dev.muster.ui.component.ExerciseBanner;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeclareTest extends RoomTest {

    @Test
    void declaring_needs_nothing_but_the_scenario() {
        BrowserlessUIContext jane = declaring();
        Select<?> scenario =
                jane.find(Select.class).withCaption("What happened").single();
        assertThat(scenario.getHelperText()).contains("Impact: ", "Strategy: ");
        String proposed = title(jane).getValue();
        assertThat(proposed).isNotBlank();

        press(jane, "Declare");

        Incident declared = newest();
        assertThat(declared.title()).isEqualTo(proposed);
        assertThat(declared.occurredAt()).isNull();
        assertThat(declared.exercise()).isFalse();
        assertThat(jane.getUI().getInternals().getActiveViewLocation().getPath())
                .isEqualTo("incidents/" + declared.id().value());
    }

    @Test
    void the_title_follows_the_affected_services_until_somebody_types_one() {
        BrowserlessUIContext jane = declaring();
        CheckboxGroup<dev.muster.plan.Service> services = services(jane);
        var first = services.getListDataView().getItem(0);

        services.select(first);
        assertThat(title(jane).getValue()).endsWith(": " + first.title());
        title(jane).setValue("Everything is on fire");
        services.deselectAll();
        assertThat(title(jane).getValue()).isEqualTo("Everything is on fire");
    }

    @Test
    void services_that_are_down_are_proposed_and_named_in_the_title() {
        StatedBoard board = world.context().getBean(StatedBoard.class);
        board.down(world.plan().services().getFirst(), IncidentWorld.NOON.minusSeconds(240));
        BrowserlessUIContext jane = declaring();

        assertThat(services(jane).getValue())
                .containsExactly(world.plan().services().getFirst());
        assertThat(title(jane).getValue())
                .endsWith(": " + world.plan().services().getFirst().title());
        press(jane, "Declare");
        assertThat(newest().detectedAt()).isEqualTo(IncidentWorld.NOON.minusSeconds(240));
    }

    @Test
    void an_exercise_says_so_in_its_room_and_in_the_list() {
        BrowserlessUIContext jane = declaring();
        jane.find(Checkbox.class)
                .withCaption("This is an exercise: nothing is really down")
                .single()
                .setValue(true);

        press(jane, "Declare");

        assertThat(newest().exercise()).isTrue();
        assertThat(text(jane.find(ExerciseBanner.class).single())).contains("EXERCISE");
        BrowserlessUIContext vera = window(IncidentWorld.VIEWER);
        vera.getUI().navigate("incidents");
        assertThat(text(vera.find(IncidentRow.class).single())).contains("EXERCISE");
    }

    @Test
    void what_is_wrong_is_told_at_its_field_and_nothing_is_declared() {
        BrowserlessUIContext jane = declaring();
        title(jane).setValue("x".repeat(10_000));
        picker(jane, "Noticed").setValue(LocalDateTime.parse("2026-11-23T12:00"));
        jane.find(Checkbox.class).withCaption("I know when it began").single().setValue(true);
        picker(jane, "Began").setValue(LocalDateTime.parse("2026-11-24T12:00"));

        press(jane, "Declare");

        assertThat(title(jane).isInvalid()).isTrue();
        assertThat(title(jane).getErrorMessage()).contains("200", "10000");
        assertThat(picker(jane, "Noticed").getErrorMessage()).contains("not in the future");
        assertThat(picker(jane, "Began").getErrorMessage()).contains("not in the future");
        assertThat(List.of(
                        title(jane).getErrorMessage(),
                        picker(jane, "Noticed").getErrorMessage(),
                        picker(jane, "Began").getErrorMessage()))
                .as("the field shows what was given, in the reader's own time")
                .noneMatch(it -> it.contains("Given") || it.contains("2026-"));
        assertThat(world.query().count(Search.ALL)).isZero();

        title(jane).setValue("Short");
        picker(jane, "Noticed").setValue(null);
        press(jane, "Declare");
        assertThat(title(jane).isInvalid()).isFalse();
        assertThat(picker(jane, "Noticed").getErrorMessage()).contains("Give a day and a time");
    }

    @Test
    void a_time_that_the_clock_of_the_reader_never_showed_is_refused_and_one_that_it_showed_twice_is_the_later() {
        BrowserlessUIContext jane = window(IncidentWorld.COMMANDER);
        jane.activate();
        ExtendedClientDetails.updateFromValues(jane.getUI(), it -> it.equals("v-tzid") ? "Europe/Berlin" : null);
        jane.getUI().navigate("incidents", QueryParameters.of("declare", ""));
        assertThat(picker(jane, "Noticed").getValue()).isEqualTo(LocalDateTime.parse("2026-11-22T13:00"));

        picker(jane, "Noticed").setValue(LocalDateTime.parse("2026-03-29T02:30"));
        press(jane, "Declare");
        assertThat(picker(jane, "Noticed").getErrorMessage()).contains("02:30 never was on 2026-03-29");
        assertThat(world.query().count(Search.ALL)).isZero();

        picker(jane, "Noticed").setValue(LocalDateTime.parse("2026-10-25T02:30"));
        press(jane, "Declare");
        assertThat(newest().detectedAt()).isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void a_viewer_is_not_asked_by_an_address_to_declare() {
        BrowserlessUIContext vera = window(IncidentWorld.VIEWER);

        vera.getUI().navigate("incidents", QueryParameters.of("declare", ""));

        assertThat(vera.find(DeclareDialog.class).all()).isEmpty();
    }

    private BrowserlessUIContext declaring() {
        BrowserlessUIContext jane = window(IncidentWorld.COMMANDER);
        jane.getUI().navigate("incidents", QueryParameters.of("declare", ""));
        return jane;
    }

    private Incident newest() {
        return world.query().list(Search.ALL, 0, 1).getFirst();
    }

    private static TextField title(BrowserlessUIContext window) {
        return window.find(TextField.class).withCaption("Title").single();
    }

    @SuppressWarnings("unchecked")
    private static CheckboxGroup<dev.muster.plan.Service> services(BrowserlessUIContext window) {
        return window.find(CheckboxGroup.class).single();
    }

    private static DateTimePicker picker(BrowserlessUIContext window, String label) {
        return window.find(DateTimePicker.class).withCaption(label).single();
    }
}
