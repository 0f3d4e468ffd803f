package dev.muster.isolation;

import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.ParsedPlan;
import dev.muster.plan.Plan;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticeParts;
import dev.muster.practice.PracticePlan;
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
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The practice estate with its own plan under the real engine: both applications, nginx, database and object store. */
final class IsolationRig implements AutoCloseable {

    static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    final PracticeEstate estate = PracticeEstate.empty()
            .withPrimary(new PracticeData(1, 42))
            .withObjectStore()
            .withApplication()
            .withSecondApplication()
            .withNginx();
    final Path evidence = estate.resolve("evidence");
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    final List<String> audit = new CopyOnWriteArrayList<>();
    private final String yaml;
    UnaryOperator<String> change = UnaryOperator.identity();

    IsolationRig() throws IOException, SQLException {
        Path access = Files.writeString(estate.resolve("store-access"), ObjectStore.ACCESS_KEY);
        Path secret = Files.writeString(
                estate.resolve("store-secret"), estate.objectStore().secretKey());
        yaml = PracticePlan.of(new PracticeParts(
                        estate.primary(),
                        Optional.empty(),
                        estate.application(),
                        Optional.of(estate.secondApplication()),
                        Optional.empty(),
                        Optional.of(estate.nginx()),
                        estate.objectStore().endpoint(),
                        secret))
                .replaceAll("\\$\\{env:PRACTICE[A-Z_]*}", "\\${file:" + access + "}");
        Files.createDirectories(estate.resolve("work"));
        wire();
    }

    Plan plan() {
        return ParsedPlan.of(change.apply(yaml));
    }

    private void wire() {
        BareConsole.around(
                beans,
                catalogue,
                Map.of(
                        "muster.keys-directory",
                        estate.resolve("keys").toString(),
                        "muster.ssh-agent",
                        "",
                        "muster.evidence-directory",
                        evidence.toString(),
                        "muster.evidence-immutable",
                        "true",
                        "muster.work-directory",
                        estate.resolve("work").toString()));
        BareConsole.planned(beans, catalogue, this::plan);
        BareConsole.audited(beans, (actor, fact) -> audit.add(fact.action() + " " + fact.result()));
        EngineBeans.register(beans, estate.resolve("work"), Duration.ofSeconds(30));
        beans.scan(
                "dev.muster.host",
                "dev.muster.s3",
                "dev.muster.backup",
                "dev.muster.archive",
                "dev.muster.postgres",
                "dev.muster.proxy",
                "dev.muster.isolation",
                "dev.muster.application");
        beans.refresh();
    }

    Runs runs() {
        return beans.getBean(Runs.class);
    }

    RunQuery.Detail run(String procedure, Map<String, String> parameters) {
        return driven(
                runs().launch(new Runs.Request(procedure, parameters, null, null), PracticeData.DATABASE, COMMANDER));
    }

    RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    String log(RunId run) {
        return String.join(
                "\n",
                beans.getBean(RunQuery.class).log(run, 0, 10_000).stream()
                        .map(RunQuery.LogLine::line)
                        .toList());
    }

    ServiceControl control(String service) {
        Plan plan = ParsedPlan.of(yaml);
        return beans.getBean(Hosts.class)
                .control(plan.hosts().getFirst(), plan.service(service).orElseThrow());
    }

    /** A value asked by the superuser. */
    String value(String sql) {
        try (var connection = estate.primary().connect("postgres");
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Path folder(RunId run) {
        return evidence.resolve("run-" + run.value());
    }

    String piece(RunId run, String name) {
        try {
            return Files.readString(folder(run).resolve("local").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(evidence)) {
            ended("chattr", "-R", "-i", "--", evidence.toString());
            ended("chmod", "-R", "u+rwX", "--", evidence.toString());
        }
        beans.close();
        estate.close();
    }

    private static void ended(String... command) throws IOException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .onExit()
                .join();
    }
}
