package dev.muster.ui.message;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import dev.muster.notification.Draft;
import dev.muster.notification.Hole;
import dev.muster.notification.Sending;
import dev.muster.plan.Channel;
import dev.muster.ui.component.Words;
import java.util.List;
import java.util.Optional;

/** The words for one channel, to look at and to change before they are sent. */
final class ChannelForm extends Div {

    private static final long serialVersionUID = 1L;
    private static final int SUBJECT = 200;
    private static final int BODY = 4000;
    private static final int LONG = 12;

    private final transient Draft.Part part;
    private final Checkbox wanted = new Checkbox();
    private final TextField recipients = new TextField("Recipients, with commas between them");
    private final TextField subject = new TextField("Subject");
    private final TextArea body = new TextArea("Text");

    ChannelForm(Draft.Part part, Optional<Draft.Banner> banner, Runnable changed) {
        this.part = part;
        boolean mail = part.kind() == Channel.Kind.EMAIL;
        String name = part.channelTitle() + " · " + MessageWords.kind(part.kind());
        addClassName("channel-form");
        getElement().setAttribute("role", "group").setAttribute("aria-label", name);
        wanted.setLabel(name + (mail ? "" : " " + String.join(", ", part.recipients())));
        wanted.setValue(part.obstacle().isEmpty());
        wanted.setEnabled(part.obstacle().isEmpty());
        wanted.addValueChangeListener(event -> {
            showFields(event.getValue());
            changed.run();
        });
        add(wanted);
        part.obstacle().ifPresent(it -> add(new Paragraph(it)));
        for (Hole hole : part.holes()) {
            Paragraph line = new Paragraph("! " + hole);
            line.addClassNames("problem", "hole");
            add(line);
        }
        recipients.setValue(String.join(", ", part.recipients()));
        subject.setValue(part.subject());
        subject.setMaxLength(SUBJECT);
        body.setValue(part.body());
        body.setMaxLength(BODY);
        body.setMaxRows(LONG);
        body.setValueChangeMode(ValueChangeMode.ON_BLUR);
        if (mail) {
            add(recipients);
            banner.ifPresent(it ->
                    subject.setPrefixComponent(Words.text(it.subjectPrefix().strip(), "badge", "warn")));
            add(subject);
        }
        banner.ifPresent(it -> {
            Paragraph first = new Paragraph("⚑ " + it.firstLine());
            first.addClassName("exercise-line");
            add(first);
        });
        add(body);
        showFields(part.obstacle().isEmpty());
    }

    private void showFields(boolean shown) {
        getChildren()
                .filter(it -> !it.equals(wanted))
                .forEach(it -> it.setVisible(shown || (part.obstacle().isPresent() && it instanceof Paragraph)));
    }

    boolean wanted() {
        return wanted.getValue();
    }

    Sending.Part words() {
        return new Sending.Part(
                part.channelKey(),
                subject.getValue(),
                body.getValue(),
                List.of(recipients.getValue().split(",")));
    }

    /** How many copies leave. */
    int copies() {
        return part.kind() == Channel.Kind.EMAIL
                ? (int) words().recipients().stream()
                        .filter(it -> !it.isBlank())
                        .count()
                : 1;
    }

    void onRecipients(Runnable changed) {
        recipients.addValueChangeListener(event -> changed.run());
    }
}
