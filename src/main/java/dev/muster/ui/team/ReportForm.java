package dev.muster.ui.team;

import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import dev.muster.command.SituationReport;
import dev.muster.common.Refused;
import dev.muster.incident.WallClock;
import dev.muster.ui.component.DayAndTime;
import dev.muster.ui.component.Told;
import java.util.List;

/** The situation report, filled in as far as the console knows it. */
final class ReportForm extends Div {

    private final SituationReport draft;
    private final Select<String> phase = new Select<>();
    private final TextArea state = area("State");
    private final TextArea tried = area("Tried");
    private final TextArea ruledOut = area("Ruled out");
    private final TextArea waitingFor = area("Waiting for");
    private final DateTimePicker checkpoint = new DayAndTime("Next checkpoint");

    ReportForm(List<String> phases, SituationReport draft) {
        this.draft = draft;
        addClassName("fields");
        phase.setLabel("Phase");
        phase.setItems(phases);
        phase.setValue(draft.phase());
        state.setValue(draft.state());
        tried.setValue(draft.tried());
        ruledOut.setValue(draft.ruledOut());
        waitingFor.setValue(draft.waitingFor());
        checkpoint.setValue(draft.nextCheckpoint().atZone(Told.zone()).toLocalDateTime());
        add(phase, state, tried, ruledOut, waitingFor, checkpoint);
    }

    /** @throws Refused when the next checkpoint is no moment */
    SituationReport value() {
        var next = checkpoint.getOptionalValue().orElseThrow(() -> new Refused("Next checkpoint: choose a time."));
        return new SituationReport(
                phase.getValue(),
                state.getValue(),
                tried.getValue(),
                ruledOut.getValue(),
                waitingFor.getValue(),
                WallClock.moment(next, Told.zone(), draft.nextCheckpoint()));
    }

    private static TextArea area(String label) {
        TextArea area = new TextArea(label);
        area.setMaxLength(SituationReport.LONGEST);
        area.setMaxRows(5);
        area.setWidthFull();
        return area;
    }
}
