package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import dev.muster.notification.Delivery;
import dev.muster.notification.DeliveryState;
import dev.muster.ui.component.Told;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.util.function.Consumer;

/** One recipient's copy: its state, why, and what a person can do about it. */
final class DeliveryRow extends ListItem {

    private static final long serialVersionUID = 1L;

    DeliveryRow(Delivery delivery, MessageDesk desk, Runnable changed) {
        addClassName("delivery");
        Span when = Words.text("", "muted", "small");
        if (delivery.state() == DeliveryState.RETRYING) {
            when.add(
                    new Span("again at "),
                    new WallTime(delivery.nextAt()),
                    new Span(", try " + (delivery.attempts() + 1)));
        } else {
            when.add(new WallTime(delivery.changedAt()));
        }
        add(MessageWords.state(delivery.state()), Words.text(delivery.recipient(), "recipient"), when);
        if (!delivery.reason().isEmpty()) {
            add(Words.text(delivery.reason(), delivery.state().needsPerson() ? "problem" : "muted", "reason"));
        }
        if (desk.mayAct()) {
            Acts acts = new Acts(delivery, changed);
            switch (delivery.state()) {
                case QUEUED -> acts.offer("Cancel", desk::cancel);
                case RETRYING -> acts.offer("Try now", desk::retry).offer("Cancel", desk::cancel);
                case FAILED -> acts.offer("Try again", desk::retry);
                case UNKNOWN -> acts.offer("It arrived", desk::arrived).offer("Send again", desk::retry);
                case SENDING, SENT, CANCELLED -> {
                    // nothing to decide
                }
            }
            if (acts.getComponentCount() > 0) {
                add(acts);
            }
        }
    }

    /** Buttons that name the recipient to those who do not see the row. */
    private static final class Acts extends Div {

        private static final long serialVersionUID = 1L;

        private final transient Delivery delivery;
        private final transient Runnable changed;

        Acts(Delivery delivery, Runnable changed) {
            this.delivery = delivery;
            this.changed = changed;
            addClassName("acts");
        }

        Acts offer(String verb, Consumer<Delivery> act) {
            Button button = new Button(verb, event -> {
                Told.unlessRefused(() -> act.accept(delivery));
                changed.run();
            });
            button.setAriaLabel(verb + ": " + delivery.recipient());
            add(button);
            return this;
        }
    }
}
