package dev.muster.ui.recovery;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.Finding.Level;
import dev.muster.ui.component.WallTime;
import java.util.List;

/** What the pre-flight found, the worst first; what will be lost; what would run, command by command. */
class PreviewPanel extends Div {

    PreviewPanel(Runs.Preview preview) {
        Div findings = RecoveryPage.card("Pre-flight");
        findings.setTestId("findings");
        findings.addClassName(preview.blocked() ? "bad" : count(preview, Level.WARN) > 0 ? "warn" : "ok");
        Paragraph verdict = new Paragraph(verdict(preview));
        verdict.addClassName("verdict");
        findings.add(verdict);
        for (Level level : List.of(Level.BLOCK, Level.WARN)) {
            preview.findings().stream().filter(it -> it.level() == level).forEach(it -> findings.add(finding(it)));
        }
        findings.add(passed(preview));

        Div left = new Div(findings, losses(preview));
        left.addClassName("stack");
        Div steps = RecoveryPage.card("What will run");
        PartHeadings headings = new PartHeadings();
        preview.steps().forEach(it -> {
            headings.before(it.within()).forEach(steps::add);
            steps.add(step(it));
        });
        Div columns = new Div(left, steps);
        columns.addClassName("columns");
        add(columns);
    }

    /** One line for the eye and for a screen reader. */
    static String verdict(Runs.Preview preview) {
        long blocks = count(preview, Level.BLOCK);
        long warnings = count(preview, Level.WARN);
        long passed = count(preview, Level.OK);
        if (blocks > 0) {
            return "✕ It cannot be launched: " + (blocks == 1 ? "one thing blocks" : blocks + " things block");
        }
        String checks = passed == 1 ? "one check passed" : passed + " checks passed";
        return warnings > 0
                ? "! It can be launched, with " + (warnings == 1 ? "one warning" : warnings + " warnings")
                : "✓ It can be launched: " + checks;
    }

    private static long count(Runs.Preview preview, Level level) {
        return preview.findings().stream().filter(it -> it.level() == level).count();
    }

    private static Details passed(Runs.Preview preview) {
        Div list = new Div();
        preview.findings().stream().filter(it -> it.level() == Level.OK).forEach(it -> list.add(finding(it)));
        long many = count(preview, Level.OK);
        Details passed = new Details(many == 1 ? "One check passed" : many + " checks passed", list);
        passed.setVisible(many > 0);
        return passed;
    }

    private static Div losses(Runs.Preview preview) {
        List<String> all = preview.steps().stream()
                .flatMap(it -> it.description().loses().stream())
                .toList();
        Div card = RecoveryPage.card("What will be lost");
        card.setTestId("losses");
        if (all.isEmpty()) {
            card.add(new Paragraph("Nothing."));
            return card;
        }
        card.addClassName("warn");
        UnorderedList list = new UnorderedList();
        all.forEach(it -> list.add(new ListItem(WallTime.in(it))));
        list.addClassName("losses");
        card.add(list);
        return card;
    }

    private static Div finding(Finding finding) {
        Div what = new Div(new Span(finding.check()), Words.muted(finding.message()));
        what.addClassName("finding-words");
        Div row = new Div(Words.badge(finding.level()), what);
        row.addClassName("finding");
        return row;
    }

    private static Div step(Runs.StepPreview step) {
        Div box = new Div(
                new H3(step.position() + ". " + step.title()),
                new Paragraph(WallTime.in(step.description().what())));
        if (!step.description().commands().isEmpty()) {
            Pre commands = new Pre(String.join("\n", step.description().commands()));
            commands.addClassName("commands");
            box.add(commands);
        }
        step.description().loses().forEach(it -> {
            Paragraph loss = new Paragraph(WallTime.in("! " + it));
            loss.addClassName("loss");
            box.add(loss);
        });
        if (!step.description().wayBack().isEmpty()) {
            box.add(new Paragraph("↺ Way back: " + step.description().wayBack()));
        }
        box.addClassName("procedure");
        PartHeadings.indent(box, step.within());
        return box;
    }
}
