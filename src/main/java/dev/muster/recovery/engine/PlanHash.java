package dev.muster.recovery.engine;

import dev.muster.plan.PlanVersion;
import dev.muster.plan.Procedure;
import dev.muster.recovery.Runs.Preview;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;

/**
 * Identifies exactly what would run. Of a finding it holds what was looked at and how bad it is, not the words: the free
 * space of a disk changes every second and must not undo an approval, a check that turns into a warning must.
 */
final class PlanHash {

    private PlanHash() {}

    static String of(PlanVersion version, Procedure procedure, Preview preview) {
        List<String> parts = new ArrayList<>(List.of(version.hash(), procedure.key()));
        parts.add(String.valueOf(new TreeMap<>(preview.request().parameters())));
        preview.steps().forEach(it -> {
            Procedure.Step step = procedure.steps().get(it.position() - 1);
            parts.add(it.position() + " " + step.type() + " " + step.title() + " " + new TreeMap<>(step.with()));
            parts.addAll(it.description().commands());
        });
        preview.findings().stream()
                .map(it -> it.level() + " " + it.check())
                .sorted()
                .forEach(parts::add);
        // The length before each part keeps two different lists from reading the same.
        StringBuilder text = new StringBuilder();
        parts.forEach(it -> text.append(it.length()).append(':').append(it));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
