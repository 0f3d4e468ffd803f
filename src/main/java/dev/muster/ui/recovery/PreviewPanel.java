package dev.muster.ui.recovery;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;

/** What the pre-flight found and what would run. */
class PreviewPanel extends Div {

    PreviewPanel(Runs.Preview preview) {
        Div findings = RecoveryPage.card(preview.blocked() ? "Pre-flight: it cannot be launched" : "Pre-flight");
        preview.findings().forEach(it -> findings.add(finding(it)));
        if (preview.findings().isEmpty()) {
            findings.add(new Paragraph("Nothing to check."));
        }
        findings.setTestId("findings");
        Div steps = RecoveryPage.card("What will run");
        preview.steps().forEach(it -> steps.add(step(it)));
        Div columns = new Div(findings, steps);
        columns.addClassName("columns");
        add(columns);
    }

    private static Div finding(Finding finding) {
        Div row = RecoveryPage.row(
                Words.badge(finding.level()), new Span(finding.check()), Words.muted(finding.message()));
        row.addClassName("finding");
        return row;
    }

    private static Div step(Runs.StepPreview step) {
        Div box = new Div(
                new H3(step.position() + ". " + step.title()),
                new Paragraph(step.description().what()));
        if (!step.description().commands().isEmpty()) {
            Pre commands = new Pre(String.join("\n", step.description().commands()));
            commands.addClassName("commands");
            box.add(commands);
        }
        step.description().loses().forEach(it -> {
            Paragraph loss = new Paragraph("! " + it);
            loss.addClassName("loss");
            box.add(loss);
        });
        if (!step.description().wayBack().isEmpty()) {
            box.add(new Paragraph("↺ Way back: " + step.description().wayBack()));
        }
        box.addClassName("procedure");
        return box;
    }
}
