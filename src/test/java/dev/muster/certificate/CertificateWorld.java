package dev.muster.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.host.Hosts;
import dev.muster.host.ServiceControl;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Secret;
import dev.muster.plan.Service;
import dev.muster.plan.ServiceReload;
import dev.muster.plan.Storage;
import dev.muster.plan.TlsCertificate;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.Ports;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext.LostLease;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import dev.muster.testing.SmallPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** An authority, a good copy, a pair in use and a real TLS server that shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CertificateWorld {

    static final List<String> STEPS = List.of("check-certificate", "install-certificate", "verify-certificate");

    @TempDir
    static Path folder;

    final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext();
    final int port = Ports.free();
    Authority authority;
    ObjectStore store;
    Path source;
    Path live;
    /** Where the plan has the good copy. */
    boolean inStorage;

    long runs = 70;

    @BeforeAll
    void authority() throws Exception {
        authority = new Authority(Files.createDirectory(folder.resolve("authority")));
        store = ObjectStore.started(folder.resolve("objects"), 0, "s3-secret-value");
        Files.writeString(folder.resolve("s3-key"), ObjectStore.ACCESS_KEY);
        Files.writeString(folder.resolve("s3-secret"), store.secretKey());
        authority.leaf("old", "ec", 60, "example.org");
        authority.leaf("good", "rsa", 90, "example.org", "*.example.org");
        authority.leaf("wrong", "ec", 90, "other.org");
        authority.leaf("past", "ec", -1, "example.org");
        beans.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("muster.ssh-agent", "")));
        beans.scan("dev.muster.host", "dev.muster.application", "dev.muster.s3", "dev.muster.certificate");
        beans.refresh();
    }

    @BeforeEach
    void the_old_pair_is_served() throws IOException {
        inStorage = false;
        source = Files.createDirectories(folder.resolve("backup"));
        live = folder.resolve("live");
        control().stop();
        Files.createDirectories(live);
        try (var files = Files.list(live)) {
            files.forEach(it -> it.toFile().delete());
        }
        put(live.resolve("fullchain.pem"), authority.chain("old", "middle"), "rw-r--r--");
        put(live.resolve("privkey.pem"), authority.file("old.key"), "rw-r-----");
        Files.deleteIfExists(folder.resolve("refuse"));
        goodCopy("good");
        control().start();
    }

    @AfterAll
    void close() {
        control().stop();
        beans.close();
        store.close();
    }

    String[] lines(String key) {
        return new String(authority.file(key), java.nio.charset.StandardCharsets.US_ASCII)
                .lines()
                .filter(it -> it.length() > 20)
                .toArray(String[]::new);
    }

    static boolean dies(LooseContext run, int sideEffect, java.util.function.Supplier<StepOutcome> work) {
        try {
            run.diesBefore(sideEffect);
            assertThat(work.get()).isInstanceOf(StepOutcome.Done.class);
            return false;
        } catch (LostLease e) {
            return true;
        } finally {
            run.diesBefore(Integer.MAX_VALUE);
        }
    }

    StepOutcome restored(LooseContext run) {
        StepOutcome last = StepOutcome.failed("nothing ran");
        for (String type : STEPS) {
            last = step(type).run(run);
            if (!(last instanceof StepOutcome.Done)) {
                return last;
            }
        }
        return last;
    }

    StepOutcome back(LooseContext run) {
        return step("install-certificate").undo(run);
    }

    RecoveryStep step(String type) {
        return beans.getBeansOfType(RecoveryStep.class).values().stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    void goodCopy(String name) throws IOException {
        put(source.resolve("chain.pem"), authority.chain(name, "middle"), "rw-r--r--");
        put(source.resolve("key.pem"), authority.file(name + ".key"), "rw-------");
        put(source.resolve("root.pem"), authority.file("root.pem"), "rw-r--r--");
    }

    static void put(Path file, byte[] content, String mode) throws IOException {
        Files.deleteIfExists(file);
        Files.setPosixFilePermissions(Files.write(file, content), PosixFilePermissions.fromString(mode));
    }

    String mode(String name) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(live.resolve(name), LinkOption.NOFOLLOW_LINKS));
    }

    String served() {
        var shown = Handshake.served("127.0.0.1", port, "example.org");
        return List.of("old", "good", "wrong").stream()
                .filter(it -> Pem.certificates(authority.chain(it)).getFirst().equals(shown))
                .findFirst()
                .orElse("unknown");
    }

    ServiceControl control() {
        return beans.getBean(Hosts.class).control(Host.local("here"), service(folder.resolve("live")));
    }

    Service service(Path pair) {
        String chain = pair.resolve("fullchain.pem").toString();
        return new Service(
                "nginx",
                "nginx",
                Service.Tier.CRITICAL,
                "here",
                new Service.PlainProcess(
                        List.of(
                                "openssl",
                                "s_server",
                                "-www",
                                "-accept",
                                "127.0.0.1:" + port,
                                "-cert",
                                chain,
                                "-cert_chain",
                                chain,
                                "-key",
                                pair.resolve("privkey.pem").toString()),
                        folder.toString(),
                        folder.resolve("pid").toString(),
                        folder.resolve("log").toString()),
                Optional.empty(),
                Optional.empty());
    }

    private Storage storage() {
        return new Storage(
                "off-site",
                "Off-site",
                Optional.of(store.endpoint()),
                "us-east-1",
                ObjectStore.BUCKET,
                "",
                true,
                new Secret("${file:" + folder.resolve("s3-key") + "}"),
                new Secret("${file:" + folder.resolve("s3-secret") + "}"));
    }

    /** The good copy is in the storage from now on, and what the host has is another one. */
    void moveToStorage(String name) throws IOException {
        inStorage = true;
        for (String object : List.of("tls/chain.pem", "tls/key.pem")) {
            Files.createDirectories(store.file(object).getParent());
        }
        Files.write(store.file("tls/chain.pem"), authority.chain(name, "middle"));
        Files.write(store.file("tls/key.pem"), authority.file(name + ".key"));
        Files.deleteIfExists(source.resolve("chain.pem"));
        Files.deleteIfExists(source.resolve("key.pem"));
    }

    private TlsCertificate.Source copy() {
        return inStorage
                ? new TlsCertificate.Source.InStorage("off-site", "tls/chain.pem", "tls/key.pem")
                : new TlsCertificate.Source.OnHost(
                        "here",
                        source.resolve("chain.pem").toString(),
                        source.resolve("key.pem").toString());
    }

    LooseContext aRun() {
        TlsCertificate certificate = new TlsCertificate(
                "site",
                "Site",
                "here",
                List.of("example.org"),
                copy(),
                folder.resolve("live/fullchain.pem").toString(),
                folder.resolve("live/privkey.pem").toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(source.resolve("root.pem").toString()),
                14,
                List.of(new ServiceReload(
                        "nginx",
                        ServiceReload.How.RELOAD,
                        List.of("test", "!", "-e", folder.resolve("refuse").toString()))),
                Optional.of(new TlsCertificate.Served("127.0.0.1", port)));
        Plan plan = SmallPlan.of(Map.of(
                "hosts", List.of(Host.local("here")),
                "services", List.of(service(folder.resolve("live"))),
                "storages", List.of(storage()),
                "certificates", List.of(certificate)));
        return new LooseContext(++runs, plan).with("certificate", "site");
    }
}
