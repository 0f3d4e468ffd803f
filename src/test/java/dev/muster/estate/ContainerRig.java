package dev.muster.estate;

import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.host.ServiceControl;
import dev.muster.incident.IncidentQuery;
import dev.muster.plan.Plan;
import dev.muster.plan.Plans;
import dev.muster.practice.EstateFolder;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BareConsole;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.mockito.Mockito;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.type.filter.RegexPatternTypeFilter;

/**
 * A console without screens on the container estate: the shipped plan, the real engine and all its steps. Runs are
 * driven in the thread of the test.
 */
public final class ContainerRig implements AutoCloseable {

    public static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    /** What launches, tells and watches runs but is no part of one. */
    private static final String WITHOUT =
            "dev\\.muster\\.([A-Z].*|(api|attention|audit|bench|checklist|command|drill|estate|incident|journey"
                    + "|notification|objective|practice|report|review|roster|security|testing|ui)\\..*"
                    + "|recovery\\.engine\\..*|.*(Test|IT|World|Rig)(\\$.*)?)";

    private final ContainerEstate estate;
    private final EstateFolder folder = EstateFolder.temporary();
    private final TestDatabase catalogue = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();

    /** With the estate's plan. */
    public static ContainerRig on(ContainerEstate estate) {
        return on(estate, estate.plan());
    }

    /** @param plan a text made of {@link ContainerEstate#plan} */
    public static ContainerRig on(ContainerEstate estate, String plan) {
        return new ContainerRig(estate, plan);
    }

    private ContainerRig(ContainerEstate estate, String plan) {
        this.estate = estate;
        plan(plan);
        BareConsole.around(
                beans,
                catalogue,
                Map.of(
                        "muster.plan",
                        "file:" + planFile(),
                        "muster.ssh-agent",
                        "",
                        "muster.probing",
                        "false",
                        "muster.evidence-directory",
                        folder.resolve("evidence").toString(),
                        // what is immutable could not be removed with the rig
                        "muster.evidence-immutable",
                        "false",
                        "muster.keys-directory",
                        folder.resolve("keys").toString(),
                        "muster.work-directory",
                        work().toString()));
        beans.registerBean(IncidentQuery.class, () -> Mockito.mock(IncidentQuery.class));
        EngineBeans.register(beans, work(), Duration.ofSeconds(30));
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(beans);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(WITHOUT)));
        // What only watches and proposes is not asked for here, and not made
        scanner.getBeanDefinitionDefaults().setLazyInit(true);
        scanner.scan("dev.muster");
        beans.getBeanDefinition("planService").setLazyInit(false);
        beans.refresh();
    }

    public ContainerEstate estate() {
        return estate;
    }

    public BeanFactory beans() {
        return beans;
    }

    public <T> T bean(Class<T> type) {
        return beans.getBean(type);
    }

    /** The plan in force. */
    public Plan plan() {
        return bean(Plans.class).current().plan();
    }

    /** Puts another plan in force. */
    public void reload(UnaryOperator<String> change) {
        try {
            plan(change.apply(Files.readString(planFile())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bean(Plans.class).reload(new Actor("admin", "Admin", Role.ADMIN, "10.0.0.5"));
    }

    /** That host as the plan reaches it: over SSH. */
    public Machine machine(String host) {
        return bean(Hosts.class)
                .machine(plan().hosts().stream()
                        .filter(it -> it.key().equals(host))
                        .findFirst()
                        .orElseThrow());
    }

    /** That service as the plan runs it: with systemctl over SSH. */
    public ServiceControl service(String key) {
        var service = plan().services().stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow();
        var host = plan().hosts().stream()
                .filter(it -> it.key().equals(service.host()))
                .findFirst()
                .orElseThrow();
        return bean(Hosts.class).control(host, service);
    }

    public Runs runs() {
        return bean(Runs.class);
    }

    /** What the pre-flight of a launch says. */
    public Runs.Preview preview(String procedure, Map<String, String> parameters) {
        return runs().prepare(new Runs.Request(procedure, parameters, null, null));
    }

    /** Launches with pre-flight and typed name. */
    public RunId launch(String procedure, Map<String, String> parameters) {
        return runs().launch(
                        new Runs.Request(procedure, parameters, null, null),
                        preview(procedure, parameters).nameToType(),
                        COMMANDER);
    }

    /** Launches and drives it as far as it goes. */
    public RunQuery.Detail run(String procedure, Map<String, String> parameters) {
        return driven(launch(procedure, parameters));
    }

    /** Drives it on in this thread, as far as it goes. */
    public RunQuery.Detail driven(RunId run) {
        EngineBeans.drive(beans, run);
        return detail(run);
    }

    public RunQuery.Detail cancelled(RunId run) {
        runs().cancel(run, "enough", COMMANDER);
        return driven(run);
    }

    public RunQuery.Detail wayBack(RunId run) {
        runs().wayBack(run, "it was the wrong one", COMMANDER);
        return driven(run);
    }

    public RunQuery.Detail detail(RunId run) {
        return bean(RunQuery.class).run(run).orElseThrow();
    }

    /** Every line that the run said, with its steps and their commands. */
    public String said(RunId run) {
        return bean(RunQuery.class).log(run, 0, 10_000) + " " + detail(run);
    }

    @Override
    public void close() {
        beans.close();
        folder.close();
    }

    private Path work() {
        return folder.resolve("work");
    }

    private Path planFile() {
        return folder.resolve("plan.yaml");
    }

    private void plan(String text) {
        try {
            Files.writeString(planFile(), text);
            Files.createDirectories(work());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
