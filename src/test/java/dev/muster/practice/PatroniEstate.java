package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** A real etcd, two servers that a real Patroni runs, and the practice BDC on them. */
public final class PatroniEstate implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The page whose procedures the estate runs, so that what people copy is what was tried. */
    private static final Path PAGE = Path.of("docs/patroni.md");

    private static final Pattern PROCEDURES = Pattern.compile("```yaml\n(procedures:\n.*?)```", Pattern.DOTALL);

    private static final Pattern WELL = Pattern.compile("\"state\": *\"(running|streaming)\"");

    private final EstateFolder folder = EstateFolder.temporary();
    private final EtcdServer etcd;
    private final PatroniMember one;
    private final PatroniMember two;
    private @Nullable BdcProcess bdc;

    /** What is needed and not there, for the message of a test that is skipped; empty when all is there. */
    public static List<String> missing() {
        return List.of(PatroniMember.PROGRAM, EtcdServer.PROGRAM).stream()
                .filter(it -> Installed.program(it).isEmpty())
                .toList();
    }

    /** Started; the first member leads, the second streams. */
    public PatroniEstate(PatroniMember.Pace pace, PracticeData data) {
        String password = Passwords.random();
        String role = Passwords.random();
        PostgresInstallation installation = PostgresInstallation.newest();
        etcd = new EtcdServer(folder);
        one = PatroniMember.prepared("one", installation, folder.resolve("one"), etcd, password, pace);
        two = PatroniMember.prepared("two", installation, folder.resolve("two"), etcd, password, pace);
        try {
            one.start();
            Waiting.until(PATIENCE, () -> "one leads: " + one.logTail(), one::writes);
            data.fill(one, role);
            two.start();
            bdc = BdcProcess.in(folder.resolve("bdc"), Ports.free(), one, role);
            bdc.start();
            awaitStreaming();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public PatroniMember one() {
        return one;
    }

    public PatroniMember two() {
        return two;
    }

    public BdcProcess application() {
        return Objects.requireNonNull(bdc);
    }

    /** Who takes writes. */
    public PatroniMember leader() {
        return one.writes() ? one : two;
    }

    public PatroniMember other() {
        return one.writes() ? two : one;
    }

    /** Waits until the one that does not lead has all that the other one has. */
    public void awaitStreaming() {
        Waiting.until(PATIENCE, () -> "a replica streams: " + two.logTail(), () -> {
            try {
                return leader().value(
                                        "postgres",
                                        "select count(*) from pg_stat_replication where state = 'streaming' and"
                                                + " replay_lsn = pg_current_wal_lsn()")
                                .equals("1")
                        && listed();
            } catch (IllegalStateException notYet) {
                return false;
            }
        });
    }

    /** Waits until one writes and the other streams from it, however much is written meanwhile. */
    public void awaitHealthy() {
        Waiting.until(PATIENCE, () -> "a replica streams: " + one.logTail() + two.logTail(), () -> {
            try {
                return leader().value("postgres", "select count(*) from pg_stat_replication where state = 'streaming'")
                                .equals("1")
                        && listed();
            } catch (IllegalStateException notYet) {
                return false;
            }
        });
    }

    /** Whether Patroni's own list, which is a moment behind, has both as well. */
    private boolean listed() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI list = URI.create(leader().rest() + "/cluster");
            String members = http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return WELL.matcher(members).results().count() == 2;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A hang of the store in which the leader lock is. */
    public void pauseStore() {
        etcd.pause();
    }

    public void resumeStore() {
        etcd.goOn();
    }

    public Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The shipped plan on this estate, with Patroni named and the procedures of its page, as the caller changes it. */
    public String plan(Consumer<Map<String, Object>> change) {
        return planWithoutPatroni(plan -> {
            adapt(plan);
            change.accept(plan);
        });
    }

    /** The shipped plan on this estate, as somebody has it who does not know that Patroni runs there. */
    public String planWithoutPatroni(Consumer<Map<String, Object>> change) {
        return PracticePlan.of(
                new PracticeParts(
                        one,
                        Optional.of(two),
                        application(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        "http://127.0.0.1:1",
                        one.passwordFile()),
                change);
    }

    private void adapt(Map<String, Object> plan) {
        Map<String, Object> failover = part(part(part(plan, "databases"), "bdc"), "failover");
        failover.remove("fence");
        failover.put("patroni", patroni());
        part(plan, "procedures").putAll(procedures());
        part(plan, "procedures").remove("rejoin-database");
        part(plan, "scenarios").values().forEach(it -> ((List<?>)
                        Objects.requireNonNull(((Map<?, ?>) it).get("procedures")))
                .remove("rejoin-database"));
    }

    /** How the plan names it. */
    public Map<String, Object> patroni() {
        Map<String, Object> patroni = new LinkedHashMap<>();
        patroni.put("primary", Map.of("name", one.name(), "rest", one.rest()));
        patroni.put("standby", Map.of("name", two.name(), "rest", two.rest()));
        patroni.put(
                "account", Map.of("user", PatroniMember.REST_USER, "password", "${file:" + one.passwordFile() + "}"));
        return patroni;
    }

    private static Map<String, Object> procedures() {
        try {
            Matcher found = PROCEDURES.matcher(Files.readString(PAGE));
            if (!found.find()) {
                throw new IllegalStateException(PAGE + " has no procedures");
            }
            Map<String, Object> page = new Yaml().load(found.group(1));
            return part(page, "procedures");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> of, String key) {
        return (Map<String, Object>) Objects.requireNonNull(of.get(key), key);
    }

    @Override
    public void close() {
        etcd.goOn();
        if (bdc != null) {
            bdc.close();
        }
        two.crash();
        one.crash();
        etcd.close();
        folder.close();
    }
}
