package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import dev.muster.incident.IncidentId;
import dev.muster.notification.Draft;
import dev.muster.notification.Sending;
import dev.muster.plan.Template;
import dev.muster.ui.component.Told;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses a template, shows it filled for each channel, takes changes and sends. */
final class ComposePanel extends Div {

    private static final long serialVersionUID = 1L;

    private final transient MessageDesk desk;
    private final transient IncidentId incident;
    private final transient Runnable changed;
    private final Select<Template> templates = new Select<>();
    private final Div forms = new Div();
    private final Button send = new Button("Send");
    private final Button discard = new Button("Discard");
    private final Div acts = new Div(send, discard);
    private final transient List<ChannelForm> shown = new ArrayList<>();
    private transient @Nullable Draft draft;

    ComposePanel(MessageDesk desk, IncidentId incident, Runnable changed) {
        this.desk = desk;
        this.incident = incident;
        this.changed = changed;
        addClassName("compose");
        List<Template> known = desk.templates(incident);
        templates.setLabel("New message");
        templates.setPlaceholder("Choose a template");
        templates.setItems(known);
        templates.setItemLabelGenerator(Template::title);
        templates.addValueChangeListener(event -> draft());
        templates.setTestId("template");
        forms.addClassName("channel-forms");
        send.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        send.setTestId("send-message");
        send.setDisableOnClick(true);
        send.addClickListener(event -> send());
        discard.addClickListener(event -> templates.clear());
        acts.addClassNames("row", "compose-acts");
        if (known.isEmpty()) {
            add(new Paragraph("The plan of this incident has no message."));
        } else {
            add(templates, forms, acts);
        }
        draft();
    }

    private void draft() {
        forms.removeAll();
        shown.clear();
        draft = null;
        Template template = templates.getValue();
        if (template != null) {
            Told.unlessRefused(() -> show(desk.draft(incident, template.key())));
        }
        acts.setVisible(draft != null);
        count();
    }

    private void show(Draft next) {
        draft = next;
        for (Draft.Part part : next.parts()) {
            ChannelForm form = new ChannelForm(part, next.banner(), this::count);
            form.onRecipients(this::count);
            shown.add(form);
            forms.add(form);
        }
        if (next.parts().isEmpty()) {
            forms.add(new Paragraph("The plan has no Slack channel and no mail."));
        }
    }

    private void count() {
        int copies = shown.stream()
                .filter(ChannelForm::wanted)
                .mapToInt(ChannelForm::copies)
                .sum();
        send.setText(copies == 1 ? "Send 1 message" : "Send " + copies + " messages");
        send.setEnabled(copies > 0);
    }

    private void send() {
        Draft sent = draft;
        if (sent != null) {
            List<Sending.Part> parts = shown.stream()
                    .filter(ChannelForm::wanted)
                    .map(ChannelForm::words)
                    .toList();
            boolean done =
                    Told.unlessRefused(() -> desk.send(new Sending(sent.act(), incident, sent.template(), parts)));
            if (done) {
                MessageWords.told("On its way.");
                templates.clear();
                changed.run();
            }
        }
        count();
    }
}
