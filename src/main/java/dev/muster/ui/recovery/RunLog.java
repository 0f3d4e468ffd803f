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

/**
 * The tail of a run's log. The browser keeps a window of it and follows; lines arrive in batches, as text. The next batch
 * goes out when the browser has taken the one before, so a slow browser sees fewer lines and holds up nobody.
 */
@Tag("muster-log")
class RunLog extends Component {

    private static final int WINDOW = 2000;
    private static final int PAGE = 5000;
    /** More in one batch nobody could read, and would cost the browser a long task. */
    private static final int BATCH = 100;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** While lines come faster than anybody reads, each look at them costs every browser and tells nobody more. */
    private static final long FLOOD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A batch whose answer was lost with a connection does not stop the tail for ever. */
    private static final long FORGOTTEN_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final RunQuery query;
    private final RunId run;
    private long sent;
    private long told;
    private long pause = PAUSE_NANOS;
    private boolean due;
    private boolean underWay;
    private boolean behind;

    RunLog(RunQuery query, RunId run) {
        this.query = query;
        this.run = run;
    }

    /** Sends what is new, at most four times a second, and once a second while they are too many to read. */
    void more() {
        if (underWay && System.nanoTime() - told < FORGOTTEN_NANOS) {
            behind = true;
            return;
        }
        long wait = told + pause - System.nanoTime();
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
        int most = told == 0 ? WINDOW : BATCH;
        told = System.nanoTime();
        long last = query.lastLogSeq(run);
        long from = Math.max(sent, last - most);
        List<LogLine> lines = query.log(run, from, most);
        if (lines.isEmpty()) {
            return;
        }
        long left = from - sent;
        pause = left > 0 ? FLOOD_NANOS : PAUSE_NANOS;
        sent = lines.getLast().seq();
        ArrayNode batch = JacksonUtils.createArrayNode();
        for (LogLine line : lines) {
            batch.add(JacksonUtils.createArrayNode()
                    .add(line.at().toEpochMilli())
                    .add(line.stream())
                    .add(line.line()));
        }
        underWay = true;
        getElement()
                .executeJs("return this.append ? this.append($0, $1, $2) : 0", batch, (double) sent, (double) left)
                .then(taken -> taken(), refused -> taken());
    }

    private void taken() {
        underWay = false;
        if (behind) {
            behind = false;
            more();
        }
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
