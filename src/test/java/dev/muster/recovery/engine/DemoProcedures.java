package dev.muster.recovery.engine;

import dev.muster.plan.Procedure;
import dev.muster.plan.Procedure.Frame;
import dev.muster.plan.Procedure.Part;
import dev.muster.plan.Procedure.Step;
import dev.muster.plan.Procedure.Used;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Procedures with gates, manual work, used procedures and branches, as the plan lays them out. */
final class DemoProcedures {

    private DemoProcedures() {}

    static List<Procedure> all() {
        return List.of(
                procedure("gated", "app-db", step("first"), step("approval"), step("second")),
                procedure("manual", "app-db", step("first"), manual(), step("third")),
                procedure("nested", "app-db", step("first"), inner("second"), inner("third")),
                procedure("whole", "app-db", step("first"), inner("second"), inner("third"), step("whole-verdict")),
                procedure("other", "other-db", step("first")),
                procedure("patient", "app-db", with("first", Map.of("retries", "2"))),
                procedure("hasty", "app-db", step("first"), with("second", Map.of("timeout", "PT1S")), step("third")),
                procedure("beside", "app-db", branch("first", 1), branch("second", 2), step("third")),
                procedure("manual-beside", "app-db", branch("manual", 1), branch("second", 2), step("third")));
    }

    private static Procedure procedure(String key, String target, Step... steps) {
        Procedure.Parameter backup =
                new Procedure.Parameter("backup", "Backup", Procedure.Kind.BACKUP, Optional.of("newest"));
        return new Procedure(key, "Demo " + key, "", target, List.of(backup), List.of(steps));
    }

    private static Step step(String type) {
        return new Step(type, "The " + type, settings(type), type);
    }

    private static Step with(String type, Map<String, String> settings) {
        return new Step(type, "The " + type, settings, type);
    }

    private static Step manual() {
        return step("manual");
    }

    private static Step inner(String type) {
        Used used = new Used("other-db", Map.of("chosen", "${backup}", "fixed", "yes"));
        return new Step(
                type,
                "The " + type,
                settings(type),
                type,
                new Part(Optional.of(used), List.of(new Frame(2, 0, "Inner"))));
    }

    private static Step branch(String type, int branch) {
        return new Step(
                type,
                "The " + type,
                settings(type),
                type,
                new Part(Optional.empty(), List.of(new Frame(1, branch, "Both"))));
    }

    private static Map<String, String> settings(String type) {
        return type.equals("manual") ? Map.of("text", "Call the data centre", "undo", "Call them again") : Map.of();
    }
}
