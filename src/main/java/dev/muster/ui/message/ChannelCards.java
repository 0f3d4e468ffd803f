package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import dev.muster.plan.Channel;
import dev.muster.ui.component.Words;
import java.util.Optional;

/** The channels of the plan in force, and whether Muster can write to them. */
final class ChannelCards extends Div {

    private static final long serialVersionUID = 1L;

    ChannelCards(MessageDesk desk, Runnable changed) {
        addClassName("channel-cards");
        desk.plan().channels().forEach(it -> add(card(it, desk, changed)));
    }

    private static Div card(Channel channel, MessageDesk desk, Runnable changed) {
        Div card = new Div(
                new H3(channel.title() + " · " + MessageWords.kind(channel.kind())),
                Words.text(channel.address(), "recipient"));
        card.addClassName("channel-card");
        switch (channel.kind()) {
            case SLACK, EMAIL -> {
                Optional<String> obstacle = desk.obstacle(channel);
                if (obstacle.isPresent()) {
                    Paragraph problem = new Paragraph("! Not ready. " + obstacle.get());
                    problem.addClassName("problem");
                    card.add(problem);
                } else if (desk.mayAct()) {
                    card.add(test(channel, desk, changed));
                }
            }
            case PHONE_TREE ->
                card.add(Words.text("People do this themselves: Muster sends nothing here.", "muted", "small"));
            case STATUS_PAGE ->
                card.add(Words.text(
                        "People do this themselves, and say so in the incident's room under Messages.",
                        "muted",
                        "small"));
        }
        return card;
    }

    private static Button test(Channel channel, MessageDesk desk, Runnable changed) {
        Button test = new Button(
                channel.kind() == Channel.Kind.EMAIL ? "Send a test message to me…" : "Send a test message…",
                event -> new TestDialog(channel, desk.myMail(), recipient -> {
                            desk.test(channel, recipient);
                            MessageWords.told("On its way.");
                            changed.run();
                        })
                        .open());
        test.setTestId("test-" + channel.key());
        test.setAriaLabel(test.getText() + " " + channel.title());
        return test;
    }
}
