package dev.muster.ui.component;

import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.util.Locale;

/** Asks for a moment, written as every page writes it: {@code 26 Nov 2026} and {@code 22:24}, whatever the browser speaks. */
public final class DayAndTime extends DateTimePicker {

    private static final long serialVersionUID = 1L;

    private static final int MONDAY = 1;

    public DayAndTime(String label) {
        super(label);
        setLocale(Locale.UK);
        setI18n(new DateTimePickerI18n()
                .setBadInputErrorMessage("Write the day as 26 Nov 2026 and the time as 22:24.")
                .setIncompleteInputErrorMessage("Give a day and a time."));
        // A day is shown with the name of its month: 11/12 is another day on each side of an ocean
        setDatePickerI18n(new DatePickerI18n()
                .setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d MMMM yyyy", "d.M.yyyy", "d MMM")
                .setFirstDayOfWeek(MONDAY));
    }
}
