package dev.muster.bench;

import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.time.Duration;
import java.util.List;

/** Runs a command of the plan, as the steps of the console do: what the engine itself costs beside it is measured. */
final class CommandStep implements RecoveryStep {

    static final String TYPE = "run-command";

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Hosts hosts;

    CommandStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String about() {
        return "Runs a command.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(StepSetting.required("command", StepSetting.Kind.COMMAND, "what runs"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of("Runs a command", List.of(command(context).display()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of(Finding.ok("command", "it is there"));
    }

    @Override
    public StepOutcome run(StepContext context) {
        context.guard();
        Command command = command(context);
        context.command(command.display());
        CommandResult result = hosts.machine(new Host("here", "localhost", new Host.Local()))
                .run(command, new CommandListener() {
                    @Override
                    public void started(Process process) {
                        context.working(process);
                    }

                    @Override
                    public void line(boolean error, String line) {
                        context.output(error, line);
                    }
                });
        return result.succeeded() ? StepOutcome.done("done") : StepOutcome.failed(result.tail());
    }

    private static Command command(StepContext context) {
        return new Command(
                List.of(context.setting("command").orElseThrow().split("\n")),
                context.processEnvironment(),
                null,
                PATIENCE);
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
