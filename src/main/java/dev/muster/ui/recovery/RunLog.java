package dev.muster.ui.recovery;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.internal.JacksonUtils;
import com.vaadin.flow.server.streams.DownloadHandler;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunQuery.LogLine;
import dev.muster.security.CurrentActor;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.node.ArrayNode;

/** The tail of a run's log. The browser keeps a window of it and follows; lines arrive in batches, as text. */
@Tag("muster-log")
class RunLog extends Component {

    private static final int WINDOW = 2000;
    private static final int PAGE = 5000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private final RunQuery query;
    private final RunId run;
    private long sent;
    private long told;
    private boolean due;

    RunLog(RunQuery query, RunId run) {
        this.query = query;
        this.run = run;
    }

    /** Sends what is new, at most four times a second. */
    void more() {
        long wait = told + PAUSE_NANOS - System.nanoTime();
        if (told == 0 || wait <= 0) {
            send();
        } else if (!due) {
            due = true;
            getUI().ifPresent(ui -> later(ui, wait));
        }
    }

    private void later(UI ui, long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS)
                .execute(() -> ui.access(() -> {
                    due = false;
                    send();
                }));
    }

    private void send() {
        told = System.nanoTime();
        long last = query.lastLogSeq(run);
        List<LogLine> lines = query.log(run, Math.max(sent, last - WINDOW), WINDOW);
        if (lines.isEmpty()) {
            return;
        }
        sent = lines.getLast().seq();
        ArrayNode batch = JacksonUtils.createArrayNode();
        for (LogLine line : lines) {
            batch.add(JacksonUtils.createArrayNode()
                    .add(line.at().toEpochMilli())
                    .add(line.stream())
                    .add(line.line()));
        }
        getElement().executeJs("this.append ? this.append($0, $1) : 0", batch, (double) sent);
    }

    /** The whole log as a file. */
    static Anchor download(RunQuery query, RunId run, CurrentActor actors) {
        DownloadHandler whole = event -> {
            // Whoever is signed in may read; the request of somebody else ends here.
            actors.get();
            event.setFileName("run-" + run + ".log");
            event.setContentType("text/plain; charset=utf-8");
            PrintWriter out = event.getWriter();
            long after = 0;
            List<LogLine> page;
            do {
                page = query.log(run, after, PAGE);
                for (LogLine line : page) {
                    out.println(line.at() + " " + line.step() + " " + line.stream() + " " + line.line());
                    after = line.seq();
                }
            } while (page.size() == PAGE);
            out.flush();
        };
        Anchor anchor = new Anchor(whole, AttachmentType.DOWNLOAD, "Download");
        anchor.setTestId("download-log");
        return anchor;
    }
}
