package dev.muster.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Span;
import dev.muster.command.Handover;
import dev.muster.command.SituationReport;
import dev.muster.ui.component.WallTime;

/** A situation report to be read. */
final class ReportText extends DescriptionList {

    ReportText(Handover handover) {
        addClassName("report");
        SituationReport report = handover.report();
        line("From", new Span(handover.from().name()));
        line("Phase", new Span(report.phase()));
        line("State", new Span(report.state()));
        line("Tried", new Span(orNothing(report.tried())));
        line("Ruled out", new Span(orNothing(report.ruledOut())));
        line("Waiting for", new Span(report.waitingFor()));
        line("Next checkpoint", new WallTime(report.nextCheckpoint()));
    }

    private void line(String term, Component text) {
        add(new Term(term), new Description(text));
    }

    private static String orNothing(String text) {
        return text.isEmpty() ? "nothing" : text;
    }
}
