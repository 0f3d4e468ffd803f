package dev.muster.ui.backup;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.backup.Storages;
import dev.muster.plan.Storage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether each storage of the plan answers, asked off the browser's thread whenever the page opens. */
final class StorageLines extends Div {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StorageLines.class);

    private final transient Storages storages;
    private final transient List<Storage> all;

    StorageLines(Storages storages, List<Storage> all) {
        this.storages = storages;
        this.all = all;
        addClassName("storage-lines");
        getElement().setAttribute("role", "status");
        setTestId("storages");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        removeAll();
        UI ui = event.getUI();
        for (Storage storage : all) {
            Div line = new Div();
            line.addClassName("storage-line");
            show(line, "… asking", "", storage.title());
            add(line);
            Thread.ofVirtual().name("ask-storage").start(() -> {
                String fault = fault(storage);
                ui.access(() -> {
                    line.setClassName("down", !fault.isEmpty());
                    if (fault.isEmpty()) {
                        show(line, "✓ answers", "ok", storage.title());
                    } else {
                        show(
                                line,
                                "✕ does not answer",
                                "bad",
                                storage.title() + ": " + fault
                                        + " Until it answers, backups fail and nothing can be restored from there.");
                    }
                });
            });
        }
    }

    private String fault(Storage storage) {
        try {
            storages.open(storage).list("muster-asks-whether-you-answer/");
            return "";
        } catch (RuntimeException e) {
            LOG.info("Storage {} does not answer: {}", storage.key(), e.getMessage());
            String message = String.valueOf(e.getMessage());
            return message.endsWith(".") ? message : message + ".";
        }
    }

    private static void show(Div line, String state, String look, String words) {
        line.removeAll();
        Span badge = new Span(state);
        badge.addClassName("badge");
        if (!look.isEmpty()) {
            badge.addClassName(look);
        }
        line.add(badge, new Span(words));
    }
}
