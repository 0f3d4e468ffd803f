package dev.muster.plan;

import dev.muster.plan.References.Kind;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Reads the drills, once the procedures are known that they rehearse. */
final class DrillReader {

    private final References references;
    private final List<Procedure> procedures;

    DrillReader(References references, List<Procedure> procedures) {
        this.references = references;
        this.procedures = procedures;
    }

    Drill drill(String key, YamlValue value) {
        YamlFields fields = value.fields();
        String title = fields.line("title");
        String schedule = fields.required("schedule", DrillReader::schedule, "");
        String procedure = fields.required("procedure", this::procedure, "");
        List<Drill.Check> checks = fields.required(
                "checks",
                it -> it.list().stream().map(check -> check(procedure, check)).toList(),
                List.of());
        fields.close();
        return new Drill(key, title, schedule, procedure, checks);
    }

    /** The schedule launches it with nobody there, so it must not be able to harm what is live. */
    private String procedure(YamlValue value) {
        String key = references.to(value, Kind.PROCEDURE);
        find(key)
                .filter(it -> !it.scratch())
                .ifPresent(it -> value.problem(Problems.quote(key) + " works on " + Problems.quote(it.target())
                        + " itself; allowed: a procedure with scratch: true"));
        return key;
    }

    private Optional<Procedure> find(String key) {
        return procedures.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    private Drill.Check check(String procedure, YamlValue value) {
        if (!value.isBlock()) {
            return new Drill.Check(value.line(), Optional.empty());
        }
        YamlFields fields = value.fields();
        Drill.Check check = new Drill.Check(fields.line("title"), fields.optional("step", it -> step(procedure, it)));
        fields.close();
        return check;
    }

    private String step(String procedure, YamlValue value) {
        String type = value.line();
        find(procedure).ifPresent(rehearsed -> {
            TreeSet<String> types = new TreeSet<>();
            rehearsed.steps().forEach(it -> types.add(it.type()));
            if (!types.contains(type)) {
                value.problem("the procedure " + Problems.quote(procedure) + " has no step of the type "
                        + Problems.quote(type) + "; " + Problems.choices(types));
            }
        });
        return type;
    }

    private static String schedule(YamlValue value) {
        String expression = value.line();
        String fault = expression.isEmpty() ? "" : QuartzSchedule.fault(expression);
        if (!fault.isEmpty()) {
            value.problem(Problems.quote(expression) + " is not a schedule: " + fault
                    + "; allowed: a cron expression of Quartz such as 0 0 6 1 * ?");
        }
        return expression;
    }
}
