package dev.muster.notification;

import dev.muster.incident.Incident;
import dev.muster.incident.IncidentState;
import dev.muster.plan.Plan;
import dev.muster.plan.Scenario;
import dev.muster.plan.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/** What may be said about an incident, by the names of {@link Template#VARIABLES}, and why something may not yet. */
final class Facts {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'");
    private static final int LONGEST = 300;

    private final Map<String, String> known = new TreeMap<>();
    private final Map<String, String> missing = new TreeMap<>();

    /** @param plan the one with which the incident began */
    static Facts of(Incident incident, Plan plan, String url) {
        Facts facts = new Facts();
        facts.known("application", plan.application());
        facts.known("commander", incident.commanderName());
        facts.known(
                "scenario",
                plan.scenario(incident.scenario()).map(Scenario::title).orElse(incident.scenario()));
        facts.known("severity", "SEV " + incident.severity());
        facts.known("status", word(incident.state()));
        facts.known("time", UTC.format(incident.detectedAt().atOffset(ZoneOffset.UTC)));
        facts.known("title", incident.title());
        Instant resolved = incident.resolvedAt();
        Instant occurred = incident.occurredAt();
        if (resolved == null) {
            facts.missing.put("downtime", incident.id() + " is not resolved yet, so nobody knows how long it took");
        } else {
            Instant from = occurred == null ? incident.detectedAt() : occurred;
            facts.known("downtime", words(Duration.between(from, resolved)) + (occurred == null ? " or more" : ""));
        }
        if (url.isEmpty()) {
            facts.missing.put("room", "the console does not know its own address (setting muster.url)");
        } else {
            facts.known("room", url + "/incidents/" + incident.id().value());
        }
        return facts;
    }

    Map<String, String> known() {
        return known;
    }

    /** Why the name stands for nothing, and what else may be used. */
    String why(String name) {
        String reason = missing.get(name);
        return (reason == null ? "there is no such variable" : reason) + ". Write words in its place, or use one of "
                + String.join(", ", known.keySet()) + ".";
    }

    private void known(String name, String value) {
        // what looks like a variable in a value is none
        known.put(name, line(value).replace("{{", "{ {").replace("}}", "} }"));
    }

    /** One short line of text, whatever somebody typed. */
    static String line(String value) {
        StringBuilder line = new StringBuilder();
        value.codePoints()
                .limit(LONGEST)
                .map(it -> MessageText.breaksLine(it) ? ' ' : it)
                .forEach(line::appendCodePoint);
        return line.toString().strip();
    }

    private static String word(IncidentState state) {
        return switch (state) {
            case DECLARED -> "Declared";
            case RESPONDING -> "Responding";
            case RESOLVED -> "Resolved";
            case CLOSED -> "Closed";
            case CANCELLED -> "Cancelled";
        };
    }

    private static String words(Duration duration) {
        long minutes = Math.max(1, duration.plusSeconds(30).toMinutes());
        return minutes < 60
                ? minutes + " min"
                : minutes / 60 + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
    }
}
