package dev.muster.archive;

import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.practice.EstateFolder;
import dev.muster.practice.ObjectStore;
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
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The real steps under the real engine on a real directory, a real process and a real object store. */
final class ArchiveRig implements AutoCloseable {

    static final Actor COMMANDER = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");

    final EstateFolder folder = EstateFolder.temporary();
    final Path www = folder.path().resolve("www");
    final Path live = www.resolve("bdc");
    final Path work = folder.path().resolve("work");
    final TestDatabase catalogue = TestDatabase.fresh();
    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    final ObjectStore store = ObjectStore.started(folder.path().resolve("s3"), 0, "s3-secret-value");
    String application = "BDC";
    Host host = Host.local("here");
    Host keeper = host;
    Duration keepFiles = Duration.ofDays(30);

    ArchiveRig() throws IOException, SQLException {
        Files.createDirectories(work);
        Files.writeString(folder.path().resolve("s3-key"), ObjectStore.ACCESS_KEY);
        Files.writeString(folder.path().resolve("s3-secret"), "s3-secret-value");
        wire();
    }

    /** The directory as it is before each test; the service runs. */
    void begins() throws IOException {
        stopService();
        if (Files.exists(www)) {
            dev.muster.backup.Staging.remove(www);
        }
        file("bin/start", "#!/bin/sh\necho up\nexec sleep 600\n", "rwxr-xr-x");
        file("server/.env", "DATABASE_PASSWORD=secret\n", "rw-------");
        file("server/app.conf", "version=1\n", "rw-rw-rw-");
        file("public/Ünï cödé/" + "long-".repeat(30) + "name.txt", "öffentlich\n", "rw-r--r--");
        Files.createDirectories(live.resolve("empty"));
        Files.createSymbolicLink(live.resolve("current"), Path.of("server/app.conf"));
        if (host.reach() instanceof Host.Ssh ssh) {
            give(ssh.user());
        }
        control().start();
    }

    /** As when that account had put everything there. */
    void give(String account) throws IOException {
        try {
            new ProcessBuilder("chown", "-hR", account + ":", www.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** The service is then another account's, so nothing of it stays. */
    void moveTo(Host other) throws IOException {
        stopService();
        Files.deleteIfExists(folder.path().resolve("bdc.pid"));
        Files.deleteIfExists(folder.path().resolve("bdc.log"));
        host = other;
        begins();
    }

    void file(String name, String text, String mode) throws IOException {
        Path file = live.resolve(name);
        Files.createDirectories(file.getParent());
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString(mode));
    }

    dev.muster.host.ServiceControl control() {
        return beans.getBean(dev.muster.host.Hosts.class)
                .control(host, plan().services().getFirst());
    }

    void stopService() {
        control().stop();
    }

    Plan plan() {
        return new ArchivePlan(this).plan();
    }

    BackupPolicy policy(String key) {
        return new ArchivePlan(this).policy(key);
    }

    Path copies() {
        return folder.path().resolve("copies");
    }

    private void wire() {
        BareConsole.around(
                beans,
                catalogue,
                Map.of(
                        "muster.keys-directory",
                        folder.path().resolve("keys").toString(),
                        "muster.ssh-agent",
                        "",
                        "muster.work-directory",
                        work.toString()));
        BareConsole.planned(beans, catalogue, this::plan);
        EngineBeans.register(beans, work, Duration.ofSeconds(15));
        beans.scan(
                "dev.muster.host",
                "dev.muster.s3",
                "dev.muster.backup",
                "dev.muster.archive",
                "dev.muster.application");
        beans.refresh();
    }

    Runs runs() {
        return beans.getBean(Runs.class);
    }

    /** Launches with pre-flight and typed name, and drives it as far as it goes. */
    RunQuery.Detail run(String procedure, Map<String, String> parameters) {
        return driven(runs().launch(new Runs.Request(procedure, parameters, null, null), "bdc", COMMANDER));
    }

    RunQuery.Detail driven(RunId run) {
        return EngineBeans.driven(beans, run);
    }

    RunQuery.Detail cancelled(RunQuery.Detail run) {
        runs().cancel(run.summary().id(), "enough", COMMANDER);
        return driven(run.summary().id());
    }

    /** What stands beside the live directory. */
    List<String> beside() {
        try (var found = Files.list(www)) {
            return found.map(it -> it.getFileName().toString())
                    .filter(it -> !it.equals("bdc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stopService();
        beans.close();
        store.close();
        folder.close();
    }
}
