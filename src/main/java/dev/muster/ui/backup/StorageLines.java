package dev.muster.ui.backup;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.backup.Storages;
import dev.muster.plan.Storage;
import dev.muster.ui.shell.Background;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether each storage of the plan answers, asked off the browser's thread whenever the page opens. */
final class StorageLines extends Div {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(StorageLines.class);

    /** A folder that nobody makes: the answer is short however much lies in the bucket. */
    private static final String ASKED = "muster-asks-whether-you-answer/";

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
        for (Storage storage : all) {
            Div line = new Div();
            line.addClassName("storage-line");
            show(line, "… asking", "", storage.title());
            add(line);
            Background.ask(
                    event.getUI(),
                    () -> storages.glance(storage).list(ASKED),
                    found -> show(line, "✓ answers", "ok", storage.title()),
                    fault -> down(line, storage, String.valueOf(fault.getMessage())));
        }
    }

    private static void down(Div line, Storage storage, String cause) {
        LOG.info("Storage {} does not answer: {}", storage.key(), cause);
        line.addClassName("down");
        show(
                line,
                "✕ does not answer",
                "bad",
                storage.title() + ": " + cause + (cause.endsWith(".") ? "" : ".")
                        + " Until it answers, backups fail and nothing can be restored from there.");
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
