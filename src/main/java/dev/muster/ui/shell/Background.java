package dev.muster.ui.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks what may take long off the browser's thread, and answers in the browser that asked if it is still there. */
public final class Background {

    private Background() {}

    /** @param fault told what the question threw */
    public static <T> void ask(UI ui, Supplier<T> question, Consumer<T> answer, Consumer<RuntimeException> fault) {
        Thread.ofVirtual().name("asks-for-screen").start(() -> {
            T found;
            try {
                found = question.get();
            } catch (RuntimeException e) {
                tell(ui, () -> fault.accept(e));
                return;
            }
            tell(ui, () -> answer.accept(found));
        });
    }

    private static void tell(UI ui, Command told) {
        try {
            ui.access(told);
        } catch (UIDetachedException e) {
            // Whoever asked has left the page: nobody is there to be told.
            return;
        }
    }
}
