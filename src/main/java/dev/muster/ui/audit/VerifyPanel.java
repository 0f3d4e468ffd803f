package dev.muster.ui.audit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.audit.AuditVerification;
import dev.muster.audit.AuditVerification.BadRow;
import dev.muster.audit.AuditVerification.Report;
import dev.muster.ui.shell.Background;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the whole chain on demand and says what was found. A long log is read while the page stays usable. */
final class VerifyPanel extends Div {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(VerifyPanel.class);

    private final transient AuditVerification verification;
    private final transient LongConsumer open;
    private final Button verify = new Button("Verify");
    private final Div found = new Div();

    /** @param open shows the row of that number */
    VerifyPanel(AuditVerification verification, LongConsumer open) {
        this.verification = verification;
        this.open = open;
        addClassName("audit-verify");
        verify.setTestId("verify");
        verify.setTooltipText("Check the hash of every row");
        verify.addClickListener(event -> start());
        found.setTestId("verify-result");
        found.addClassName("audit-found");
        found.getElement().setAttribute("role", "status");
        add(verify, found);
    }

    private void start() {
        verify.setEnabled(false);
        say("", "Checking every row…");
        Background.ask(UI.getCurrentOrThrow(), verification::verify, this::show, fault -> {
            LOG.warn("The audit log could not be verified", fault);
            finish("warn", "The log could not be read to its end. Try again.");
        });
    }

    private void show(Report report) {
        String checked = String.format(
                Locale.ENGLISH,
                "%,d %s checked in %.1f s",
                report.rows(),
                report.rows() == 1 ? "row" : "rows",
                report.took().toMillis() / 1000.0);
        BadRow bad = report.firstBad();
        if (bad == null) {
            String last = report.rows() == 0
                    ? ""
                    : " Last row " + report.lastSeq() + ", hash "
                            + report.lastHash().substring(0, 12) + "…";
            finish("ok", "The log is whole: " + checked + "." + last);
            return;
        }
        finish("bad", bad.words() + " " + checked + " before it.");
        if (bad.fault() != AuditVerification.Fault.MISSING) {
            found.add(new Button("Show row " + bad.seq(), event -> open.accept(bad.seq())));
        }
    }

    private void finish(String look, String words) {
        verify.setEnabled(true);
        say(look, words);
    }

    private void say(String look, String words) {
        found.removeAll();
        Span sign = new Span(
                switch (look) {
                    case "ok" -> "✓ Whole";
                    case "bad" -> "✕ Broken";
                    case "warn" -> "! Unknown";
                    default -> "";
                });
        sign.addClassNames("badge", look.isEmpty() ? "run" : look);
        sign.setVisible(!look.isEmpty());
        found.add(sign, new Span(words));
    }
}
