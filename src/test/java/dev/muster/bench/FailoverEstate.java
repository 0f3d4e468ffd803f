package dev.muster.bench;

import dev.muster.MusterApplication;
import dev.muster.plan.Plans;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticeParts;
import dev.muster.practice.PracticePlan;
import dev.muster.practice.Waiting;
import dev.muster.recovery.RunId;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.security.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The console in this JVM over a primary, its standby and BDC, all durable; the two servers change roles round by round. */
final class FailoverEstate implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final PracticeEstate estate;
    private final PracticeEstate own;
    private final Path planFile;
    private final ConfigurableApplicationContext console;

    FailoverEstate() throws IOException {
        estate = PracticeEstate.empty()
                .withPrimary(new PracticeData(1, 1))
                .withStandby()
                .withApplication();
        for (PostgresCluster server : new PostgresCluster[] {estate.primary(), estate.standby()}) {
            server.execute(
                    "postgres",
                    "alter system set fsync = on",
                    "alter system set full_page_writes = on",
                    // its own commits would be counted among those of the writers
                    "alter system set autovacuum = off",
                    "select pg_reload_conf()");
        }
        estate.primary().execute(PracticeData.DATABASE, "create table bench_token (id text primary key)");
        own = PracticeEstate.empty().withPrimary();
        for (String role : new String[] {"muster_owner", "muster_app"}) {
            own.primary().execute("postgres", "create role " + role + " login password 'bench'");
        }
        own.primary().execute("postgres", "create database muster owner muster_owner");
        planFile = estate.resolve("plan.yaml");
        write("off");
        console = SpringApplication.run(
                MusterApplication.class,
                "--spring.datasource.url=" + own.primary().url("muster"),
                "--spring.datasource.username=muster_app",
                "--spring.datasource.password=bench",
                "--spring.flyway.user=muster_owner",
                "--spring.flyway.password=bench",
                "--server.port=0",
                "--muster.plan=file:" + planFile,
                "--muster.work-directory=" + estate.resolve("work"),
                "--muster.keys-directory=" + estate.resolve("keys"));
    }

    @SuppressWarnings("unchecked")
    private void write(String mode) throws IOException {
        Path key = Files.writeString(estate.resolve("store-key"), "none");
        Files.writeString(
                planFile,
                PracticePlan.of(
                                new PracticeParts(
                                        estate.primary(),
                                        Optional.of(estate.standby()),
                                        estate.application(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        // there is no object store: nothing of it is used
                                        "http://127.0.0.1:1",
                                        key),
                                plan -> {
                                    var databases = (Map<String, Map<String, Map<String, Object>>>)
                                            Objects.requireNonNull(plan.get("databases"));
                                    var failover = Objects.requireNonNull(Objects.requireNonNull(databases.get("bdc"))
                                            .get("failover"));
                                    failover.put("automatic", mode);
                                    failover.put("cool-down", "1 min");
                                })
                        .replace("${env:PRACTICE_STORE_ACCESS_KEY}", "${file:" + key + "}"));
    }

    void mode(String mode) throws IOException {
        write(mode);
        console.getBean(Plans.class).reload(Actor.console("bench"));
    }

    Path settings() {
        return estate.application().program().directory().resolve(".env");
    }

    /** Which of both takes writes now. */
    PostgresCluster writable() {
        return reads(estate.primary()) ? estate.standby() : estate.primary();
    }

    PostgresCluster other() {
        return reads(estate.primary()) ? estate.primary() : estate.standby();
    }

    private static boolean reads(PostgresCluster server) {
        return Files.exists(server.dataDirectory().resolve("standby.signal"));
    }

    /** @return what was killed; it stays in the list of processes until this machine's init has taken note */
    ProcessHandle kill() {
        ProcessHandle primary = writable().process().orElseThrow();
        primary.destroyForcibly();
        return primary;
    }

    RunId click(String procedure) {
        Runs runs = console.getBean(Runs.class);
        Runs.Request request = new Runs.Request(procedure, Map.of(), null, null);
        return runs.launch(request, PracticeData.DATABASE, Actor.console("bench"));
    }

    RunQuery query() {
        return console.getBean(RunQuery.class);
    }

    RunQuery.Detail succeeded(RunId run) {
        Waiting.until(PATIENCE, "run " + run + " ends", () -> {
            RunQuery.Summary now = query().run(run).orElseThrow().summary();
            if (now.state() == RunState.INTERRUPTED || now.state() == RunState.FAILED) {
                throw new IllegalStateException("run " + run + ": " + now.reason());
            }
            return now.state() == RunState.SUCCEEDED;
        });
        return query().run(run).orElseThrow();
    }

    /** The dead one follows the other again, and has all. */
    void heal() {
        succeeded(click("rejoin-database"));
        PostgresCluster primary = writable();
        Waiting.until(PATIENCE, "the standby has all", () -> "0"
                .equals(primary.value(
                        "postgres",
                        "select coalesce(max(pg_wal_lsn_diff(sent_lsn, replay_lsn)), 1)::bigint from"
                                + " pg_stat_replication")));
    }

    @Override
    public void close() {
        console.close();
        estate.standby().stop();
        estate.primary().stop();
        own.close();
        estate.close();
    }
}
