package dev.muster.bench;

import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.status.DetectionRig;
import dev.muster.status.ServiceState;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long after a service fails the board says DOWN: a killed process, a stopped one, a port that swallows what knocks;
 * and how often it says so wrongly while pgbench keeps the database busy. Beside it, the plan's script that looks every
 * 30 s. Arguments: rounds (50), minutes of load (60); with 0 that part is left out.
 */
public final class DetectBench {

    private static final double MOST_CRASH = 1000;
    private static final double MOST_HANG = 3000;
    private static final double MOST_BLACK_HOLE = 3000;
    private static final Duration PLAN_EVERY = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final PracticeEstate estate;
    private final DetectionRig rig;
    private final SwallowingPort port;

    private DetectBench(PracticeEstate estate, DetectionRig rig, SwallowingPort port) {
        this.estate = estate;
        this.rig = rig;
        this.port = port;
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 50;
        int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        try (PracticeEstate estate = PracticeEstate.empty()
                        .withPrimary(new PracticeData(1, 1))
                        .withApplication();
                SwallowingPort port = new SwallowingPort();
                DetectionRig rig = new DetectionRig()
                        .http("bdc", estate.application().url() + "/health")
                        .tcp("port", port.number())
                        .postgres("postgresql", estate.primary(), PracticeData.DATABASE, true)
                        .started()) {
            DetectBench bench = new DetectBench(estate, rig, port);
            if (rounds > 0) {
                bench.detection(rounds);
            }
            if (minutes > 0) {
                Rounds.atMost("detect.false-alarms-in-" + minutes + "-min", bench.falseAlarms(minutes), "alarms", 0);
            }
        }
        System.exit(0);
    }

    private void detection(int rounds) throws Exception {
        StolenTime stolen = new StolenTime();
        Latencies crash = new Latencies("process crash (kill -9)");
        Latencies hang = new Latencies("hang (SIGSTOP)");
        Latencies blackHole = new Latencies("black-holed port");
        for (int i = 0; i < rounds; i++) {
            crash.add(crash());
            hang.add(hang());
            blackHole.add(blackHole());
        }
        crash.print();
        hang.print();
        blackHole.print();
        System.out.printf(Locale.ROOT, "stolen by the host meanwhile: %.0f %%%n", stolen.percent());
        thePlan();
        Rounds.atMost("detect.crash-p95", crash.quantile(0.95), "ms", MOST_CRASH);
        Rounds.atMost("detect.hang-p95", hang.quantile(0.95), "ms", MOST_HANG);
        Rounds.atMost("detect.black-hole-p95", blackHole.quantile(0.95), "ms", MOST_BLACK_HOLE);
    }

    private double crash() throws Exception {
        up("bdc");
        long begun = System.nanoTime();
        estate.application().program().running().orElseThrow().destroyForcibly();
        double seen = until("bdc", ServiceState.DOWN, begun);
        estate.application().start();
        return seen;
    }

    private double hang() throws Exception {
        up("bdc");
        long pid = estate.application().program().running().orElseThrow().pid();
        long begun = System.nanoTime();
        signal("STOP", pid);
        double seen = until("bdc", ServiceState.DOWN, begun);
        signal("CONT", pid);
        return seen;
    }

    private double blackHole() throws Exception {
        up("port");
        port.swallow();
        double seen = until("port", ServiceState.DOWN, System.nanoTime());
        port.answer();
        return seen;
    }

    /** At a moment that no rhythm of the probes knows. */
    private void up(String service) throws InterruptedException {
        until(service, ServiceState.UP, System.nanoTime());
        Thread.sleep(ThreadLocalRandom.current().nextLong(1000));
    }

    private double until(String service, ServiceState state, long begun) throws InterruptedException {
        while (rig.status(service).state() != state) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException(service + " does not become " + state);
            }
            Thread.sleep(1);
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    private static void signal(String name, long pid) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
    }

    /** A failure falls anywhere into the 30 s, so half of them on average; one is measured. */
    private void thePlan() throws Exception {
        up("bdc");
        long since = System.nanoTime();
        long failsAfter = ThreadLocalRandom.current().nextLong(PLAN_EVERY.toMillis());
        boolean failed = false;
        long begun = 0;
        for (long next = since; ; next += PLAN_EVERY.toNanos()) {
            while (System.nanoTime() < next) {
                if (!failed && System.nanoTime() - since > failsAfter * 1_000_000) {
                    failed = true;
                    begun = System.nanoTime();
                    estate.application().program().running().orElseThrow().destroyForcibly();
                }
                Thread.sleep(5);
            }
            if (!healthy()) {
                break;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "the plan's loop of 30 s           expected mean 15000 ms, p95 28500 ms; one crash measured %.0f ms%n",
                (System.nanoTime() - begun) / 1e6);
        estate.application().start();
    }

    private boolean healthy() throws InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    estate.application().url() + "/health"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private int falseAlarms(int minutes) throws Exception {
        estate.primary().execute("postgres", "create database pgbench");
        pgbench("-i", "-s", "5", "pgbench");
        up("bdc");
        int before = rig.falls("bdc") + rig.falls("port") + rig.falls("postgresql");
        StolenTime stolen = new StolenTime();
        pgbench("-c", "8", "-j", "2", "-T", String.valueOf(minutes * 60), "pgbench");
        int alarms = rig.falls("bdc") + rig.falls("port") + rig.falls("postgresql") - before;
        System.out.printf(
                Locale.ROOT,
                "false alarms in %d min of pgbench: %d   (stolen by the host: %.0f %%)%n",
                minutes,
                alarms,
                stolen.percent());
        return alarms;
    }

    private void pgbench(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(estate.postgres().program("pgbench"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        estate.resolve("pgbench.log").toFile()))
                .directory(new File("/"));
        builder.command().addAll(java.util.List.of(arguments));
        builder.environment().put("PGHOST", estate.primary().host());
        builder.environment().put("PGPORT", String.valueOf(estate.primary().port()));
        builder.environment().put("PGUSER", estate.primary().user());
        builder.environment().put("PGPASSWORD", estate.primary().password());
        if (builder.start().waitFor() != 0) {
            throw new IllegalStateException(
                    "pgbench failed: " + java.nio.file.Files.readString(estate.resolve("pgbench.log")));
        }
    }
}
