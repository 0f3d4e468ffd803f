package dev.muster.practice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The isolation of the estate: one host, both applications, the logs that are there. */
final class PracticeIsolation {

    private PracticeIsolation() {}

    @SuppressWarnings("unchecked")
    static void adapt(Map<String, Object> plan, PracticeParts parts) {
        Map<String, Map<String, Object>> procedures =
                (Map<String, Map<String, Object>>) Objects.requireNonNull(plan.get("procedures"));
        Map<String, Object> isolate = procedures.get("isolate-system");
        if (isolate == null) {
            return;
        }
        List<String> logs = new ArrayList<>();
        logs.add(parts.bdc().program().logFile().toString());
        parts.second().ifPresent(it -> logs.add(it.program().logFile().toString()));
        parts.nginx().ifPresent(it -> {
            logs.add(it.directory().resolve("logs/access.log").toString());
            logs.add(it.program().logFile().toString());
        });
        List<Object> application = new ArrayList<>();
        application.add(step("copy-logs", "Copy the logs", "host", "local", "files", logs));
        application.add(step(
                "compare-directory", "Compare BDC with its archive", "policy", "application-daily", "host", "local"));
        application.add(step("stop-service", "Stop BDC", "service", "bdc"));
        parts.second().ifPresent(it -> application.add(step("stop-service", "Stop BDC, backup", "service", "bdc2")));
        List<Object> steps = new ArrayList<>();
        steps.add(step("snapshot-host", "Processes and sockets", "host", "local"));
        steps.add(Map.of(
                "title",
                "Isolate",
                "together",
                List.of(
                        step("block-traffic", "Block all traffic at nginx", "proxy", "front"),
                        Map.of("steps", application),
                        step(
                                "revoke-logins",
                                "Take the logins of BDC away",
                                "database",
                                "bdc",
                                "roles",
                                List.of(PracticeData.ROLE)))));
        steps.add(step("seal-evidence", "Seal the evidence", "storage", "off-site"));
        for (String policy : List.of("database-hourly", "application-daily")) {
            steps.add(step("propose-backup", "Propose a clean copy: " + policy, "policy", policy));
        }
        isolate.put("steps", steps);
    }

    private static Map<String, Object> step(String type, String title, Object... settings) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("type", type);
        step.put("title", title);
        for (int i = 0; i < settings.length; i += 2) {
            step.put((String) settings[i], settings[i + 1]);
        }
        return step;
    }
}
