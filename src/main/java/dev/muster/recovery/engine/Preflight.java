package dev.muster.recovery.engine;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.plan.PlanVersion;
import dev.muster.plan.Plans;
import dev.muster.plan.Procedure;
import dev.muster.recovery.Runs.Ahead;
import dev.muster.recovery.Runs.Preview;
import dev.muster.recovery.Runs.Request;
import dev.muster.recovery.Runs.StepPreview;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Asks every step of a procedure what it would do and whether it could. All at once, and each for a limited time. */
@Component
class Preflight implements DisposableBean {

    private final Plans plans;
    private final RegisteredStepTypes types;
    private final EngineSettings settings;
    private final Clock clock;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

    Preflight(Plans plans, RegisteredStepTypes types, EngineSettings settings, Clock clock) {
        this.plans = plans;
        this.types = types;
        this.settings = settings;
        this.clock = clock;
    }

    /** A preview with the plan version that it was made of. */
    record Prepared(Preview preview, PlanVersion version, Procedure procedure) {}

    private record Answer(StepDescription description, List<Finding> findings) {}

    Prepared prepare(Request request) {
        PlanVersion version = plans.current();
        Procedure procedure = version.plan()
                .procedure(request.procedure())
                .orElseThrow(() -> new Refused("The plan in force has no procedure " + request.procedure()));
        Map<String, String> parameters = parameters(procedure, request.parameters());
        Request complete = new Request(procedure.key(), parameters, request.incident(), request.item());
        return new Prepared(preview(complete, version.plan(), procedure, Map.of(), 0), version, procedure);
    }

    /**
     * @param version that the run was launched with
     * @param position of the gate
     */
    Ahead ahead(RunRecord run, PlanVersion version, int position) {
        Procedure procedure = version.plan().procedure(run.procedure()).orElseThrow();
        Request request = new Request(run.procedure(), run.parameters(), run.incident(), null);
        Preview preview = preview(request, version.plan(), procedure, run.facts(), position);
        return new Ahead(preview, PlanHash.of(version, procedure, preview));
    }

    Ahead ahead(RunRecord run, int position) {
        return ahead(run, plans.version(run.planVersionId()), position);
    }

    /** @param after the position of the last step that is left out */
    private Preview preview(Request request, Plan plan, Procedure procedure, Map<String, String> facts, int after) {
        Masks masks = Masks.of(plan);
        List<Procedure.Step> asked =
                procedure.steps().subList(after, procedure.steps().size());
        List<Future<Answer>> answers = asked.stream()
                .map(step -> new PreviewContext(
                        plan, procedure, step, request.parameters(), facts, settings.workDirectory(), clock))
                .map(context -> executor.submit((Callable<Answer>) () -> ask(procedure, context.step(), context)))
                .toList();
        List<StepPreview> steps = new ArrayList<>();
        List<Finding> findings = new ArrayList<>();
        long end = System.nanoTime() + settings.preflight().toNanos();
        for (int i = 0; i < asked.size(); i++) {
            Procedure.Step step = asked.get(i);
            Answer answer = await(answers.get(i), step, end);
            steps.add(new StepPreview(
                    after + i + 1, step.type(), step.title(), step.part().frames(), masked(answer.description, masks)));
            answer.findings.forEach(
                    it -> findings.add(new Finding(it.level(), it.check(), LogText.clean(it.message(), masks))));
        }
        return new Preview(
                request,
                procedure.title(),
                procedure.holds(),
                procedure.targets(),
                plan.database(procedure.holds()).map(Database::name).orElse(procedure.holds()),
                steps,
                findings.stream().distinct().toList());
    }

    private Answer ask(Procedure procedure, Procedure.Step step, StepContext context) {
        RecoveryStep type = types.find(step.type())
                .orElseThrow(() -> new Refused("This console has no step of the type " + step.type()));
        List<Finding> findings = new ArrayList<>(type.check(context));
        if (procedure.scratch() && !type.sparesTarget()) {
            findings.add(Finding.block(
                    step.title(),
                    "a step of the type " + type.type() + " changes " + procedure.target()
                            + " itself: a procedure with scratch may not use it"));
        }
        return new Answer(type.describe(context), findings);
    }

    private Answer await(Future<Answer> asked, Procedure.Step step, long end) {
        try {
            return asked.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
            return unknown(step, message);
        } catch (TimeoutException e) {
            asked.cancel(true);
            return unknown(
                    step,
                    "its pre-flight did not answer within "
                            + settings.preflight().toSeconds() + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return unknown(step, "the pre-flight was interrupted");
        }
    }

    private static Answer unknown(Procedure.Step step, String why) {
        return new Answer(
                StepDescription.of("What it would do is not known: " + why, List.of()),
                List.of(Finding.block(step.title(), why)));
    }

    private static StepDescription masked(StepDescription description, Masks masks) {
        return new StepDescription(
                masks.mask(description.what()),
                description.commands().stream().map(masks::mask).toList(),
                description.loses().stream().map(masks::mask).toList(),
                masks.mask(description.wayBack()));
    }

    private static Map<String, String> parameters(Procedure procedure, Map<String, String> given) {
        Map<String, String> complete = new LinkedHashMap<>();
        for (Procedure.Parameter parameter : procedure.parameters()) {
            String value =
                    given.getOrDefault(parameter.key(), parameter.defaultValue().orElse(standard(parameter)));
            if (value.isBlank()) {
                throw new Refused("Choose a value for “" + parameter.title() + "”");
            }
            complete.put(parameter.key(), value.strip());
        }
        for (String key : given.keySet()) {
            if (!complete.containsKey(key)) {
                throw new Refused("The procedure " + procedure.key() + " takes no parameter " + key);
            }
        }
        return complete;
    }

    private static String standard(Procedure.Parameter parameter) {
        return switch (parameter.kind()) {
            case BACKUP -> "newest";
            case TEXT -> "";
        };
    }

    @Override
    public void destroy() {
        executor.shutdownNow();
    }
}
