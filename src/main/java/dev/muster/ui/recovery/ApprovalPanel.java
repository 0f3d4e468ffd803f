package dev.muster.ui.recovery;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.muster.recovery.Approval;
import dev.muster.recovery.RunQuery.Summary;
import dev.muster.recovery.Runs.Ahead;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.shell.Background;
import java.util.Optional;

/** What lies behind a gate, looked at now, and the approval of exactly that by another person. */
class ApprovalPanel extends Div {

    private final Approval asked;
    private final Summary run;
    private final RunActs acts;
    private final Paragraph status = new Paragraph("Looking at what lies ahead; nothing is changed…");
    private final Button approve = new Button("Approve");
    private final Button again = new Button("Ask again");
    private final Div ahead = new Div();

    ApprovalPanel(Approval asked, Summary run, RunActs acts) {
        this.asked = asked;
        this.run = run;
        this.acts = acts;
        addClassName("approval");
        setTestId("approval");
        Paragraph facts = new Paragraph();
        Span hash = new Span(asked.hash().substring(0, 12));
        hash.setTitle(asked.hash());
        hash.addClassName("num");
        facts.add(new Span("Asked by " + asked.askedName() + " at "), new WallTime(asked.askedAt()));
        facts.add(new Span(", good until "), new WallTime(asked.expiresAt()));
        facts.add(new Span(", for exactly the plan "), hash);
        status.getElement().setAttribute("role", "status");
        status.setTestId("approval-status");
        approve.addThemeVariants(ButtonVariant.PRIMARY);
        approve.setEnabled(false);
        approve.setTestId("approve");
        again.setTestId("ask-again");
        approve.addClickListener(event -> act(approve, () -> acts.approve(run, asked.hash())));
        again.addClickListener(event -> act(again, () -> acts.askAgain(run)));
        Div buttons = RecoveryPage.row(approve, again);
        buttons.setVisible(acts.mayLaunch());
        add(facts, status, buttons, ahead);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Background.ask(event.getUI(), () -> acts.ahead(run), this::show, fault -> say("✕ " + fault.getMessage()));
    }

    private void show(Ahead now) {
        ahead.removeAll();
        ahead.add(new PreviewPanel(now.preview()));
        Optional<String> refusal = acts.approvalRefusal(asked);
        if (!now.hash().equals(asked.hash())) {
            say("! What lies ahead has changed since it was asked. Look at it and ask again.");
        } else if (now.preview().blocked()) {
            say("✕ The pre-flight forbids it now.");
        } else if (refusal.isPresent()) {
            say("◷ " + refusal.get() + ".");
        } else {
            say("✓ Nothing has changed since it was asked.");
            approve.setEnabled(true);
        }
    }

    private void act(Button pressed, Runnable act) {
        pressed.setEnabled(false);
        Background.ask(
                getUI().orElseThrow(),
                () -> {
                    act.run();
                    return true;
                },
                done -> say("✓ Done"),
                fault -> {
                    pressed.setEnabled(true);
                    say("✕ " + fault.getMessage());
                });
    }

    private void say(String text) {
        status.setText(text);
    }
}
