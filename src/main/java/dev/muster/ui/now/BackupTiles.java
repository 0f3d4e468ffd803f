package dev.muster.ui.now;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.backup.Freshness;
import dev.muster.ui.component.BudgetBar;
import dev.muster.ui.component.Tile;
import dev.muster.ui.component.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How old the newest good backup of each policy is, against what may be lost. */
final class BackupTiles extends Div {

    private record Gauge(Tile tile, BudgetBar bar) {}

    private final Map<String, Gauge> gauges = new LinkedHashMap<>();

    BackupTiles() {
        addClassName("tiles");
    }

    void show(List<Freshness> all, Instant now) {
        for (Freshness freshness : all) {
            show(gauges.computeIfAbsent(freshness.policy(), key -> gauge(freshness)), freshness, now);
        }
    }

    private Gauge gauge(Freshness freshness) {
        BudgetBar bar = new BudgetBar("RPO used");
        Tile tile = new Tile("Newest good backup: " + freshness.title(), bar);
        add(tile);
        return new Gauge(tile, bar);
    }

    private static void show(Gauge gauge, Freshness freshness, Instant now) {
        Duration age = freshness.age();
        Duration provedAge = freshness.provedAge();
        String rpo = "RPO " + Words.duration(freshness.rpo());
        String proved = provedAge == null ? "none proved yet" : "newest proved " + Words.duration(provedAge);
        gauge.bar().setVisible(age != null);
        if (age == null) {
            gauge.tile().showValue(Words.badge("✕ none", "bad"), rpo + " · nothing could be restored");
            return;
        }
        Span value = new Span(new Span(Words.duration(age) + " "));
        value.add(freshness.met() ? Words.badge("✓ within RPO", "ok") : Words.badge("✕ older than RPO", "bad"));
        gauge.tile().showValue(value, rpo + " · " + proved);
        gauge.bar().show(now.minus(age), now.minus(age).plus(freshness.rpo()), now);
    }
}
