package dev.muster.ui.audit;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import dev.muster.audit.AuditEntry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One row with everything that it holds. */
final class RowDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    RowDialog(AuditEntry row, LocalTimes times) {
        addClassName("audit-row-dialog");
        setHeaderTitle("Row " + row.seq() + ": " + row.action());
        setWidth("min(760px, 100%)");
        Span local = new Span(times.text(row.at()));
        local.setTitle(LocalTimes.utc(row.at()));

        DescriptionList facts = new DescriptionList();
        facts.addClassName("audit-facts");
        add(facts, "When", local);
        add(facts, "In UTC", mono(row.at().toString()));
        add(
                facts,
                "Who",
                new Span(row.actorName() + " (" + row.actor() + "), "
                        + row.actorRole().toLowerCase(Locale.ROOT)));
        add(facts, "From", mono(row.origin()));
        add(facts, "On what", new Span(row.subjectType() + " " + row.subjectId()));
        add(facts, "Result", new Span(row.result()));
        add(facts, "Hash", mono(row.hash()));
        add(facts, "Hash before", mono(row.previousHash()));

        Div change = new Div(side("Before", row.before()), side("After", row.after()));
        change.addClassName("audit-change");
        add(change, facts);
        Button close = new Button("Close", event -> close());
        close.setAutofocus(true);
        getFooter().add(close);
    }

    private static Div side(String title, @Nullable String value) {
        Component shown = value == null ? new Span("nothing") : new Pre(value);
        shown.addClassName(value == null ? "muted" : "mono");
        return new Div(new H3(title), shown);
    }

    private static void add(DescriptionList facts, String name, Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    private static Span mono(String text) {
        Span span = new Span(text);
        span.addClassName("mono");
        return span;
    }
}
