package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.Hosts;
import dev.muster.plan.Database;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Runs the application's own test on the loaded copy: the plan's command, told by its environment where the copy is. */
@Component
class SmokeTestStep implements RecoveryStep {

    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LOOK = Duration.ofSeconds(10);

    private final Hosts hosts;

    SmokeTestStep(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "smoke-test";
    }

    @Override
    public String about() {
        return "Runs the application's own test on the scratch database, as its role. The command finds it in"
                + " `DATABASE_URL`, `DATABASE_HOST`, `DATABASE_PORT`, `DATABASE_NAME`, `DATABASE_USER` and"
                + " `DATABASE_PASSWORD`; exit code 0 says that it passed, and its last line is kept as the proof.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                StepSetting.required("command", StepSetting.Kind.COMMAND, "the test; it takes 15 min at most"),
                StepSetting.required("host", StepSetting.Kind.HOST, "where it runs"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Runs the application's test on " + ScratchDatabase.of(context).name() + ", on "
                        + host(context).key(),
                List.of(command(context, Map.of()).display()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            String host = host(context).key();
            CommandResult answer = hosts.machine(host(context)).run(Command.of(LOOK, "true"), CommandListener.silent());
            return List.of(
                    answer.succeeded()
                            ? Finding.ok("smoke test", host + " runs commands")
                            : Finding.block("smoke test", host + " runs no command: " + answer.tail()));
        } catch (Refused e) {
            return List.of(Finding.block("smoke test", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            ScratchDatabase scratch = ScratchDatabase.made(context);
            context.guard();
            String password = scratch.password();
            Command command = command(context, environment(context, scratch, password));
            context.command(hosts.machine(host(context)).display(command));
            Listener listener = new Listener(context, password);
            CommandResult result = hosts.machine(host(context)).run(command, listener);
            return result.succeeded()
                    ? StepOutcome.done("passed: " + listener.last)
                    : new StepOutcome.Failed(
                            "the application's test failed with exit code " + result.exitCode() + ": " + listener.last,
                            true);
        } catch (Refused e) {
            return new StepOutcome.Failed(String.valueOf(e.getMessage()), true);
        }
    }

    private static Map<String, String> environment(StepContext context, ScratchDatabase scratch, String password) {
        Database database = scratch.address();
        Map<String, String> environment = new HashMap<>(context.processEnvironment());
        environment.put("DATABASE_HOST", database.address());
        environment.put("DATABASE_PORT", String.valueOf(database.port()));
        environment.put("DATABASE_NAME", scratch.name());
        environment.put("DATABASE_USER", scratch.name());
        environment.put("DATABASE_PASSWORD", password);
        environment.put(
                "DATABASE_URL",
                "postgresql://" + encoded(scratch.name()) + ":" + password + "@" + database.address() + ":"
                        + database.port() + "/" + encoded(scratch.name()));
        return environment;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Command command(StepContext context, Map<String, String> environment) {
        String written = context.needSetting("command");
        return new Command(List.of(written.split("\n")), environment, null, LONGEST);
    }

    private static Host host(StepContext context) {
        return context.plan().needHost(context.needSetting("host"));
    }

    /** What the test says, without the password that it was given. */
    private static final class Listener implements CommandListener {

        private final StepContext context;
        private final String password;
        private volatile String last = "it said nothing";

        Listener(StepContext context, String password) {
            this.context = context;
            this.password = password;
        }

        @Override
        public void started(Process process) {
            context.working(process);
        }

        @Override
        public void line(boolean error, String line) {
            String shown = line.replace(password, "•••");
            context.output(error, shown);
            if (!shown.isBlank()) {
                last = shown.strip();
            }
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean hasWayBack() {
        return false;
    }

    @Override
    public boolean sparesTarget() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
