package dev.muster.ui.backup;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import dev.muster.backup.BackupFacts;
import dev.muster.backup.Freshness;
import dev.muster.ui.component.Words;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The age of the newest good backup against what the plan allows to be lost. */
final class RpoGauge extends Div {

    private static final long serialVersionUID = 1L;

    RpoGauge(Freshness freshness) {
        addClassNames("card", "backup-gauge");
        addClassName(freshness.met() ? "met" : "missed");
        Duration age = freshness.age();
        Span value = new Span(age == null ? "no good backup" : BackupFacts.words(age) + " old");
        value.addClassName("backup-age");
        Span verdict = new Span(
                (freshness.met() ? "✓ within" : "✕ outside") + " the RPO of " + Words.duration(freshness.rpo()));
        verdict.addClassName("backup-verdict");
        Span proved = new Span(
                freshness.provedAge() == null
                        ? "none was proved by a restore yet"
                        : "newest proved by a restore: " + BackupFacts.words(freshness.provedAge()) + " old");
        proved.addClassName("backup-proved-age");
        add(new H2(freshness.title()), value, bar(age, freshness.rpo()), verdict, proved);
    }

    private static Div bar(@Nullable Duration age, Duration rpo) {
        long percent = age == null || rpo.isZero() ? 100 : Math.clamp(100 * age.toSeconds() / rpo.toSeconds(), 0, 100);
        Div fill = new Div();
        fill.addClassName("backup-fill");
        fill.setWidth(percent + "%");
        Div bar = new Div(fill);
        bar.addClassName("backup-bar");
        bar.getElement().setAttribute("aria-hidden", "true");
        return bar;
    }
}
