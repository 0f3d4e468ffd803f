package dev.muster.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupQuery;
import dev.muster.backup.Signatures;
import dev.muster.practice.PracticeData;
import dev.muster.recovery.RunChoice;
import dev.muster.recovery.RunQuery;
import dev.muster.recovery.RunState;
import dev.muster.recovery.Runs;
import dev.muster.recovery.step.Finding;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An attack on the practice estate: evidence, isolation, release. */
class IsolateSystemIT {

    @SuppressWarnings("NullAway.Init")
    private static IsolationRig rig;

    @SuppressWarnings("NullAway.Init")
    private static Instant between;

    @BeforeAll
    static void an_estate_with_two_archives() throws Exception {
        rig = new IsolationRig();
        assertThat(rig.run("back-up-application", Map.of()).summary().state()).isEqualTo(RunState.SUCCEEDED);
        between = java.time.Clock.systemUTC().instant();
        assertThat(rig.run("back-up-application", Map.of()).summary().state()).isEqualTo(RunState.SUCCEEDED);
    }

    @AfterAll
    static void ends() throws Exception {
        rig.close();
    }

    @Test
    void an_attacked_system_is_isolated_with_its_evidence_and_released_as_it_was() throws Exception {
        rig.change = yaml -> yaml;
        Path directory = rig.estate.application().program().directory();
        Files.writeString(directory.resolve("public/shell\nfile aaaa.php"), "<?php system($_GET['c']);");
        Files.writeString(directory.resolve("server/settings.json"), "{\"items-per-page\": 0}");
        Files.delete(directory.resolve("public/css/bdc.css"));
        Files.setPosixFilePermissions(
                directory.resolve("bin/maintenance"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(front()).isEqualTo(200);
        try (Connection session = asApplication()) {
            assertThat(session.isValid(1)).isTrue();

            RunQuery.Detail run = rig.run("isolate-system", Map.of("suspected-since", between.toString()));

            assertThat(run.summary().state()).as(words(run)).isEqualTo(RunState.SUCCEEDED);
            isolated(run, session);
            evidence(run);
            proposal(run);
            released(run);
        }
    }

    private static void isolated(RunQuery.Detail run, Connection session) throws Exception {
        assertThat(front()).isEqualTo(503);
        assertThat(rig.control("bdc").running()).isFalse();
        assertThat(rig.control("bdc2").running()).isFalse();
        assertThat(session.isValid(2)).as("the session was ended").isFalse();
        assertThatThrownBy(IsolateSystemIT::asApplication)
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("is not permitted to log in");
        assertThat(rig.log(run.summary().id())).contains("Ended the session").contains("of " + PracticeData.ROLE);
    }

    private static void evidence(RunQuery.Detail run) throws Exception {
        assertThat(rig.piece(run.summary().id(), "processes.txt")).contains("postgres", "# ended with 0");
        assertThat(rig.piece(run.summary().id(), "sockets.txt"))
                .contains(":" + rig.estate.nginx().port());
        assertThat(rig.piece(run.summary().id(), "application-daily-compared.txt"))
                .contains("added    public/shell\\x0afile aaaa.php (file, 644,")
                .contains("changed  server/settings.json (SHA-256 ")
                .contains("missing  public/css/bdc.css")
                .contains("access   bin/maintenance (755 ")
                .contains("1 added, 1 changed, 1 missing, 1 with other owners or modes");
        assertThat(rig.log(run.summary().id())).contains("missing  public/css/bdc.css");
        Path folder = rig.folder(run.summary().id());
        assertThat(sumsHold(folder)).isZero();
        rig.beans
                .getBean(Signatures.class)
                .verify(
                        Files.readAllBytes(folder.resolve("evidence.json")),
                        Files.readAllBytes(folder.resolve("evidence.sig")));
        try (var all = Files.walk(folder)) {
            for (Path path : all.toList()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                        .isEqualTo(Files.isDirectory(path) ? "r-x------" : "r--------");
            }
        }
        assertThat(words(run)).containsAnyOf("read only and immutable", "NOT immutable: ");
        if (words(run).contains("read only and immutable")) {
            assertThatThrownBy(() -> Files.delete(folder.resolve("SHA256SUMS"))).isInstanceOf(IOException.class);
        }
        String copy = "evidence/BDC/run-" + run.summary().id().value();
        assertThat(sumsHold(rig.estate.objectStore().file(copy))).isZero();
    }

    private static void proposal(RunQuery.Detail run) {
        Backup older = rig.beans
                .getBean(BackupQuery.class)
                .good("application/application-daily", 9)
                .getLast();
        assertThat(words(run))
                .contains("Restore application/application-daily from backup " + older.id() + ": of ")
                .contains("the newest good one from before " + between)
                .contains("There is no good backup of bdc from before " + between);
        assertThat(rig.piece(run.summary().id(), "application-daily-compared.txt"))
                .as("compared with the one from before the attack, not with the newest")
                .contains("against backup " + older.id());
    }

    private static void released(RunQuery.Detail run) throws Exception {
        assertThat(rig.runs().choices(run.summary().id())).contains(RunChoice.WAY_BACK);
        rig.runs().wayBack(run.summary().id(), "the restored system was looked at", IsolationRig.COMMANDER);
        RunQuery.Detail back = rig.driven(run.summary().id());

        assertThat(rig.control("bdc").running()).as(words(back)).isTrue();
        assertThat(rig.control("bdc2").running()).isTrue();
        assertThat(rig.value("select rolcanlogin::text from pg_roles where rolname = '" + PracticeData.ROLE + "'"))
                .isEqualTo("true");
        dev.muster.practice.Waiting.until(
                java.time.Duration.ofSeconds(20), "the front door answers", () -> front() == 200);
        assertThat(Files.exists(rig.folder(run.summary().id()).resolve("SHA256SUMS")))
                .isTrue();
        assertThat(String.join("\n", rig.audit)).containsIgnoringCase("back");
    }

    @Test
    void a_host_that_is_gone_stops_nothing_and_what_is_missing_is_named() throws Exception {
        rig.change = yaml -> yaml.replace(
                        "hosts:\n",
                        "hosts:\n"
                                + "  gone:\n"
                                + "    connection: ssh\n"
                                + "    address: 127.0.0.1\n"
                                + "    port: '1'\n"
                                + "    user: muster\n"
                                + "    key: /nowhere/key\n"
                                + "    host-key:"
                                + " SHA256:" + "A".repeat(43) + "\n")
                .replace(
                        "type: snapshot-host\n      title: Processes and sockets\n      host: local",
                        "type: snapshot-host\n      title: Processes and sockets\n      host: gone");
        assertThat(rig.plan()
                        .procedure("isolate-system")
                        .orElseThrow()
                        .steps()
                        .getFirst()
                        .with())
                .containsEntry("host", "gone");
        assertThat(rig.runs().prepare(request("unknown")).findings())
                .noneMatch(it -> it.level() == Finding.Level.BLOCK)
                .anyMatch(it ->
                        it.level() == Finding.Level.WARN && it.message().startsWith("Evidence of it will be missing"));

        RunQuery.Detail run = rig.run("isolate-system", Map.of("suspected-since", "unknown"));

        assertThat(run.summary().state()).as(words(run)).isEqualTo(RunState.SUCCEEDED);
        assertThat(words(run)).contains("nothing of gone; NOT TAKEN: processes.txt: ");
        EvidenceList list = EvidenceList.read(
                Files.readAllBytes(rig.folder(run.summary().id()).resolve("evidence.json")));
        assertThat(list.notTaken()).hasSize(4).allMatch(it -> it.startsWith("gone/"));
        assertThat(words(run)).contains("The suspected time is not known, so no backup is known to be clean");
        rig.runs().wayBack(run.summary().id(), "over", IsolationRig.COMMANDER);
        rig.driven(run.summary().id());
        assertThat(rig.control("bdc").running()).isTrue();
    }

    @Test
    void a_storage_that_is_gone_holds_up_the_seal_alone_and_gets_its_copy_later() throws Exception {
        rig.change = yaml -> yaml.replace(rig.estate.objectStore().endpoint(), "http://127.0.0.1:1");
        RunQuery.Detail run = rig.run("isolate-system", Map.of("suspected-since", "unknown"));

        assertThat(run.summary().state()).as(words(run)).isEqualTo(RunState.INTERRUPTED);
        assertThat(words(run)).contains("There is no whole copy in the storage");
        assertThat(front()).as("isolated all the same").isEqualTo(503);
        assertThat(rig.control("bdc").running()).isFalse();
        byte[] sums = Files.readAllBytes(rig.folder(run.summary().id()).resolve("SHA256SUMS"));

        rig.change = yaml -> yaml;
        rig.runs().retry(run.summary().id(), IsolationRig.COMMANDER);
        RunQuery.Detail later = rig.driven(run.summary().id());

        assertThat(later.summary().state()).as(words(later)).isEqualTo(RunState.SUCCEEDED);
        assertThat(rig.folder(run.summary().id()).resolve("SHA256SUMS")).hasBinaryContent(sums);
        assertThat(rig.estate
                        .objectStore()
                        .file("evidence/BDC/run-" + run.summary().id().value() + "/SHA256SUMS"))
                .hasBinaryContent(sums);
        rig.runs().wayBack(run.summary().id(), "over", IsolationRig.COMMANDER);
        rig.driven(run.summary().id());
        assertThat(rig.control("bdc").running()).isTrue();
    }

    @Test
    void a_time_that_is_none_and_one_in_the_future_are_refused_before_anything_is_done() {
        rig.change = yaml -> yaml;
        for (String bad : List.of("yesterday", "2026-02-30 10:00", "2999-01-01 00:00")) {
            assertThat(rig.runs().prepare(request(bad)).findings())
                    .as(bad)
                    .anyMatch(it -> it.level() == Finding.Level.BLOCK
                            && (it.message().contains("is no time; allowed: unknown, a time in UTC")
                                    || it.message().contains("lies in the future")));
        }
    }

    private static Runs.Request request(String since) {
        return new Runs.Request("isolate-system", Map.of("suspected-since", since), null, null);
    }

    private static int sumsHold(Path folder) throws Exception {
        return new ProcessBuilder("sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static Connection asApplication() throws SQLException {
        try {
            String password =
                    Files.readAllLines(rig.estate
                                    .application()
                                    .program()
                                    .directory()
                                    .resolve(".env"))
                            .stream()
                            .filter(it -> it.startsWith("DATABASE_PASSWORD="))
                            .map(it -> it.substring("DATABASE_PASSWORD=".length()))
                            .findFirst()
                            .orElseThrow();
            return DriverManager.getConnection(
                    rig.estate.primary().url(PracticeData.DATABASE), PracticeData.ROLE, password);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int front() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(rig.estate.nginx().url() + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String words(RunQuery.Detail run) {
        return run.summary().reason() + "\n"
                + String.join("\n", run.steps().stream().map(String::valueOf).toList());
    }
}
