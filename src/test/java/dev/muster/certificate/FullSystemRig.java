package dev.muster.certificate;

import dev.muster.incident.IncidentQuery;
import dev.muster.plan.Plans;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.Ports;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticeKeys;
import dev.muster.practice.PracticePlan;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.engine.EngineBeans;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.BareConsole;
import dev.muster.testing.RecoveryModules;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import org.mockito.Mockito;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The practice estate with configuration in version control and a certificate, under the real engine. */
final class FullSystemRig implements AutoCloseable {

    static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    final Set<String> stumbles = new CopyOnWriteArraySet<>();
    String commit = "";
    private final PracticeEstate estate = PracticeEstate.empty();
    private final TestDatabase catalogue = TestDatabase.fresh();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    private final int tls = Ports.free();

    void start(PracticeData data, PracticeKeys keys) throws Exception {
        estate.withPrimary(data)
                .withObjectStore()
                .withApplication()
                .withSecondApplication()
                .withNginx()
                .withRedis();
        keys.fill(estate.redis());
        estate.redis().ask("SET", "state", "sound");
        estate.primary().execute(PracticeData.DATABASE, "create table state (words text)");
        estate.primary().execute(PracticeData.DATABASE, "insert into state values ('sound')");
        Files.writeString(application(), "sound");
        Files.writeString(estate.resolve("access-key"), ObjectStore.ACCESS_KEY);
        configuration();
        certificates();
        Path plan = Files.writeString(
                estate.resolve("plan.yaml"), PracticePlan.of(estate.parts(), new FullSystemPlan(estate, tls)::add));
        wire(plan);
        control("tls").start();
    }

    private Path application() {
        return estate.application().program().directory().resolve("state.txt");
    }

    private void configuration() throws IOException {
        Path origin = Files.createDirectories(estate.resolve("origin/app"));
        Files.createDirectories(estate.resolve("etc/app"));
        Files.writeString(origin.resolve("state.conf"), "sound");
        String folder = estate.resolve("origin").toString();
        done("git", "-C", folder, "init", "--quiet", "--initial-branch=main");
        done("git", "-C", folder, "add", "--all");
        done(
                "git",
                "-C",
                folder,
                "-c",
                "user.name=Jane",
                "-c",
                "user.email=jane@example.org",
                "commit",
                "--quiet",
                "-m",
                "sound");
        commit = done("git", "-C", folder, "rev-parse", "HEAD");
    }

    private void certificates() throws Exception {
        Authority authority = new Authority(Files.createDirectories(estate.resolve("authority")));
        Path backup = Files.createDirectories(estate.resolve("backup"));
        Path live = Files.createDirectories(estate.resolve("tls"));
        authority.leaf("sound", "ec", 90, "localhost");
        authority.leaf("spoiled", "ec", 90, "localhost");
        Files.write(backup.resolve("chain.pem"), authority.chain("sound", "middle"));
        Files.write(backup.resolve("key.pem"), authority.file("sound.key"));
        Files.write(live.resolve("chain.pem"), authority.chain("spoiled", "middle"));
        Files.write(live.resolve("key.pem"), authority.file("spoiled.key"));
    }

    /** Something is wrong with each part now. */
    void spoil() throws IOException {
        estate.redis().ask("SET", "state", "spoiled");
        estate.redis().ask("SAVE");
        estate.primary().execute(PracticeData.DATABASE, "update state set words = 'spoiled'");
        Files.writeString(application(), "spoiled");
        Files.writeString(estate.resolve("etc/app/state.conf"), "spoiled");
    }

    /** What each part says of itself: database, application, configuration, certificate, Redis. */
    List<String> standing() {
        try {
            var shown = Handshake.served("127.0.0.1", tls, "localhost");
            byte[] sound = Files.readAllBytes(estate.resolve("authority/sound.pem"));
            return List.of(
                    estate.primary().value(PracticeData.DATABASE, "select words from state"),
                    Files.readString(application()),
                    Files.readString(estate.resolve("etc/app/state.conf")),
                    Pem.certificates(sound).getFirst().equals(shown) ? "sound" : "spoiled",
                    estate.redis().ask("GET", "state"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int written() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(estate.nginx().url() + "/users"))
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String done(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said.strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    dev.muster.host.ServiceControl control(String service) {
        var plan = beans.getBean(Plans.class).current().plan();
        return beans.getBean(dev.muster.host.Hosts.class)
                .control(plan.host("local").orElseThrow(), plan.service(service).orElseThrow());
    }

    Runs runs() {
        return beans.getBean(Runs.class);
    }

    RunId launched(String procedure, Map<String, String> parameters) {
        Runs.Request request = new Runs.Request(procedure, parameters, null, null);
        return runs().launch(request, runs().prepare(request).nameToType(), COMMANDER);
    }

    RunQuery.Detail driven(RunId run) {
        RunQuery query = beans.getBean(RunQuery.class);
        Waiting.until(Duration.ofMinutes(2), () -> told(query.run(run).orElseThrow()), () -> {
            EngineBeans.drive(beans, run);
            RunState state = query.run(run).orElseThrow().summary().state();
            return state != RunState.RUNNING && state != RunState.QUEUED;
        });
        return query.run(run).orElseThrow();
    }

    static String told(RunQuery.Detail run) {
        StringBuilder told = new StringBuilder();
        run.steps().forEach(it -> told.append(it.title() + " " + it.state() + ": " + it.summary() + "\n"));
        return told.toString();
    }

    List<String> lastLines(RunId run, int count) {
        List<String> all = beans.getBean(RunQuery.class).log(run, 0, 100_000).stream()
                .map(RunQuery.LogLine::line)
                .toList();
        return all.subList(Math.max(0, all.size() - count), all.size());
    }

    private void wire(Path plan) {
        BareConsole.around(beans, catalogue, RecoveryModules.settings(estate.resolve(""), plan));
        beans.registerBean(IncidentQuery.class, () -> Mockito.mock(IncidentQuery.class));
        beans.registerBean("stumble", RecoveryStep.class, () -> new Stumble(stumbles));
        EngineBeans.register(beans, estate.resolve("work"), Duration.ofSeconds(15));
        beans.scan(RecoveryModules.packages());
        beans.refresh();
    }

    @Override
    public void close() {
        if (beans.isActive()) {
            control("tls").stop();
            beans.close();
        }
        estate.close();
    }
}
