package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.common.Refused;
import dev.muster.plan.Channel;
import java.util.function.Consumer;

/** Asks where a test message goes. */
final class TestDialog extends Dialog {

    private static final long serialVersionUID = 1L;

    TestDialog(Channel channel, String myMail, Consumer<String> send) {
        setHeaderTitle("Send a test message over " + channel.title());
        setWidth("min(32rem, 94vw)");
        TextField recipient = new TextField("My mail address");
        recipient.setWidthFull();
        recipient.setValue(myMail);
        Paragraph problem = new Paragraph();
        problem.addClassName("problem");
        problem.getElement().setAttribute("role", "alert");
        boolean mail = channel.kind() == Channel.Kind.EMAIL;
        add(new Paragraph(
                mail
                        ? "It says only that it is a test."
                        : "Everybody in " + channel.address() + " sees it. It says only that it is a test."));
        if (mail) {
            add(recipient);
        }
        Button go = new Button("Send test", event -> {
            try {
                send.accept(recipient.getValue());
                close();
            } catch (Refused e) {
                problem.setText(e.getMessage());
            }
        });
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(problem);
        getFooter().add(new Button("Back", event -> close()), go);
    }
}
