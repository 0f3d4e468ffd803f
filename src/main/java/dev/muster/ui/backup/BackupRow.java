package dev.muster.ui.backup;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.muster.backup.Backup;
import dev.muster.backup.BackupFacts;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One backup of the catalogue. */
final class BackupRow extends Div {

    private static final long serialVersionUID = 1L;
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    BackupRow(Backup backup, Instant now) {
        addClassNames("backup-row", backup.state().name().toLowerCase(Locale.ROOT));
        Span title = new Span("Backup " + backup.id() + " of " + source(backup));
        title.addClassName("backup-title");
        Div first = new Div(title, state(backup));
        if (backup.good()) {
            first.add(badge("signed", "ok"));
        }
        if (backup.provedAt() != null) {
            first.add(badge("✓ proved by a restore", "ok"));
            if (backup.provedByRun() != null) {
                first.add(new Anchor("runs/" + backup.provedByRun(), "in run " + backup.provedByRun()));
            }
        }
        first.addClassName("backup-line");
        Div second = new Div();
        second.addClassNames("backup-line", "backup-facts");
        Instant at = backup.snapshotAt() == null ? backup.startedAt() : backup.snapshotAt();
        second.getElement().appendChild(time(at));
        second.add(new Span(String.join(" · ", facts(backup, now))));
        if (backup.runId() != null) {
            second.add(new Anchor("runs/" + backup.runId(), "Run " + backup.runId()));
        }
        add(first, second);
        if (backup.reason() != null) {
            Div reason = new Div(backup.reason());
            reason.addClassName("backup-reason");
            add(reason);
        }
    }

    /** A database stands there by its key, everything else as its kind and its policy. */
    private static String source(Backup backup) {
        int slash = backup.source().indexOf('/');
        return slash < 0
                ? backup.source()
                : kind(backup.source().substring(0, slash)) + " (" + backup.policyKey() + ")";
    }

    private static Span state(Backup backup) {
        return switch (backup.state()) {
            case RUNNING -> badge("▶ being made", "run");
            case GOOD -> badge("✓ good", "ok");
            case FAILED -> badge("✕ failed", "bad");
        };
    }

    private static List<String> facts(Backup backup, Instant now) {
        List<String> facts = new ArrayList<>();
        Duration age = backup.age(now);
        if (age != null) {
            facts.add(BackupFacts.words(age) + " old");
        }
        if (backup.bytes() != null) {
            facts.add(BackupFacts.size(backup.bytes()));
        }
        if (backup.rows() != null) {
            facts.add(backup.contents());
        }
        facts.add(backup.storageKey());
        return facts;
    }

    private static Element time(Instant at) {
        Element time = new Element("muster-time");
        time.setAttribute("datetime", at.toString());
        time.setAttribute("format", "day");
        time.setText(UTC.format(at));
        return time;
    }

    private static Span badge(String text, String kind) {
        Span badge = new Span(text);
        badge.addClassNames("badge", kind);
        return badge;
    }

    private static String kind(String word) {
        return word.equals("redis") ? "Redis" : "the " + word;
    }
}
