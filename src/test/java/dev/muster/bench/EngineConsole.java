package dev.muster.bench;

import dev.muster.MusterApplication;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeEstate;
import dev.muster.recovery.RunId;
import dev.muster.recovery.Runs;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The console in this JVM on a durable PostgreSQL of its own, with procedures of a bench beside those of the plan. */
final class EngineConsole implements AutoCloseable {

    static final String LOGIN = "bench";
    static final String PASSWORD = "correct horse battery";

    private static final Actor COMMANDER = new Actor(LOGIN, "Bench", Role.COMMANDER, "127.0.0.1");

    final PracticeEstate own = PracticeEstate.empty().withPrimary();
    final String address;
    private final ConfigurableApplicationContext console;
    private final Runs runs;

    /** @param procedures for each key its commands; an empty one is a step that does nothing */
    EngineConsole(Map<String, List<List<String>>> procedures) throws IOException {
        own.primary().execute("postgres", "alter system set fsync = on", "select pg_reload_conf()");
        for (String role : new String[] {"muster_owner", "muster_app"}) {
            own.primary().execute("postgres", "create role " + role + " login password 'bench'");
        }
        own.primary().execute("postgres", "create database muster owner muster_owner");
        Path plan = Files.writeString(own.resolve("plan.yaml"), plan(procedures));
        console = new SpringApplication(MusterApplication.class, CommandStep.class, EmptyStep.class)
                .run(
                        "--spring.datasource.url=" + own.primary().url("muster"),
                        "--spring.datasource.username=muster_app",
                        "--spring.datasource.password=bench",
                        "--spring.flyway.user=muster_owner",
                        "--spring.flyway.password=bench",
                        "--server.port=0",
                        "--muster.plan=file:" + plan,
                        "--muster.probing=false",
                        "--muster.work-directory=" + own.resolve("work"),
                        "--muster.keys-directory=" + own.resolve("keys"));
        address = "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) console).getWebServer())
                        .getPort();
        runs = console.getBean(Runs.class);
        console.getBean(AccountService.class).create(LOGIN, "Bench", PASSWORD, Role.COMMANDER, Actor.console("bench"));
    }

    PostgresCluster database() {
        return own.primary();
    }

    RunId launch(String procedure) {
        return prepared(procedure).press();
    }

    /** What a commander has read before the press of the button, which looks at everything once more. */
    Button prepared(String procedure) {
        Runs.Request request = new Runs.Request(procedure, Map.of(), null, null);
        String name = runs.prepare(request).nameToType();
        return () -> runs.launch(request, name, COMMANDER);
    }

    /** Launches. */
    interface Button {
        RunId press();
    }

    private static String plan(Map<String, List<List<String>>> procedures) throws IOException {
        try (InputStream stream =
                Objects.requireNonNull(EngineConsole.class.getResourceAsStream("/plan/bdc.yaml"), "no shipped plan")) {
            String shipped = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            return shipped.replace(
                    "\nprocedures:\n",
                    "\nprocedures:\n"
                            + procedures.entrySet().stream()
                                    .map(it -> procedure(it.getKey(), it.getValue()))
                                    .collect(Collectors.joining()));
        }
    }

    private static String procedure(String key, List<List<String>> steps) {
        return "  " + key + ":\n    title: " + key + "\n    description: Measured.\n    target: bdc\n    steps:\n"
                + steps.stream().map(EngineConsole::step).collect(Collectors.joining());
    }

    private static String step(List<String> command) {
        if (command.isEmpty()) {
            return "      - {type: " + EmptyStep.TYPE + ", title: Nothing}\n";
        }
        return "      - type: " + CommandStep.TYPE + "\n        title: Run\n        command:\n"
                + command.stream()
                        .map(it -> "          - '" + it.replace("'", "''") + "'\n")
                        .collect(Collectors.joining());
    }

    @Override
    public void close() {
        console.close();
        own.close();
    }
}
