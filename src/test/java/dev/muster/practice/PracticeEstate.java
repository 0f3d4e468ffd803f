package dev.muster.practice;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the estate that a test asks for, started one by one in a folder of their own. Closing it stops all of
 * them, newest first, and removes the folder.
 */
public final class PracticeEstate implements AutoCloseable {

    private static final PracticeKeys PRACTICE_KEYS = new PracticeKeys(200, 42);

    private final EstateFolder folder;
    private final PostgresInstallation postgres = PostgresInstallation.newest();
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private final String rolePassword = Passwords.random();
    private @Nullable PostgresCluster primary;
    private @Nullable StandbyCluster standby;
    private @Nullable ObjectStore objectStore;
    private @Nullable BdcProcess application;
    private @Nullable BdcProcess secondApplication;
    private @Nullable RedisProcess redis;
    private @Nullable NginxProcess nginx;

    private PracticeEstate(EstateFolder folder) {
        this.folder = folder;
    }

    /** An estate without any part yet, in a temporary folder. */
    public static PracticeEstate empty() {
        return new PracticeEstate(EstateFolder.temporary());
    }

    /** A primary with an empty cluster. */
    public PracticeEstate withPrimary() {
        return adding(
                () -> primary = keep(PostgresCluster.started(postgres, ClusterSettings.in(folder.resolve("primary")))));
    }

    /** A primary with {@code bdc_production}. */
    public PracticeEstate withPrimary(PracticeData data) {
        withPrimary();
        return adding(() -> data.fill(primary(), rolePassword));
    }

    public PracticeEstate withStandby() {
        return adding(
                () -> standby = keep(StandbyCluster.started(primary(), ClusterSettings.in(folder.resolve("standby")))));
    }

    /** Object storage in this JVM. */
    public PracticeEstate withObjectStore() {
        return adding(() -> objectStore = keep(ObjectStore.started(folder.resolve("objects"), 0, Passwords.random())));
    }

    /** The BDC application, healthy. */
    public PracticeEstate withApplication() {
        return adding(() -> {
            application = keep(BdcProcess.in(folder.resolve("bdc"), Ports.free(), primary(), rolePassword));
            application.start();
        });
    }

    /** The application that answers when the first does not, healthy. */
    public PracticeEstate withSecondApplication() {
        return adding(() -> {
            secondApplication = keep(BdcProcess.in(folder.resolve("bdc2"), Ports.free(), primary(), rolePassword));
            secondApplication.start();
        });
    }

    /** Redis with keys of every kind. */
    public PracticeEstate withRedis() {
        return adding(() -> {
            String server = Installed.needed(RedisProcess.PROGRAM);
            Path password = folder.resolve("redis.password");
            ServerAccount.current().write(password, Passwords.random() + "\n");
            redis = keep(RedisProcess.in(folder.resolve("redis"), folder.path(), Ports.free(), password, server));
            redis.start();
            PRACTICE_KEYS.fill(redis);
        });
    }

    /** nginx before both applications. */
    public PracticeEstate withNginx() {
        return adding(() -> {
            String program = Installed.needed(NginxProcess.PROGRAM);
            nginx = keep(NginxProcess.in(
                    folder.resolve("nginx"),
                    folder.path(),
                    Ports.free(),
                    application().port(),
                    secondApplication().port(),
                    program));
            nginx.start();
        });
    }

    public PostgresCluster primary() {
        return Objects.requireNonNull(primary, "the estate has no primary");
    }

    public StandbyCluster standby() {
        return Objects.requireNonNull(standby, "the estate has no standby");
    }

    public ObjectStore objectStore() {
        return Objects.requireNonNull(objectStore, "the estate has no object store");
    }

    public BdcProcess application() {
        return Objects.requireNonNull(application, "the estate has no application");
    }

    public BdcProcess secondApplication() {
        return Objects.requireNonNull(secondApplication, "the estate has no second application");
    }

    public RedisProcess redis() {
        return Objects.requireNonNull(redis, "the estate has no Redis");
    }

    public NginxProcess nginx() {
        return Objects.requireNonNull(nginx, "the estate has no nginx");
    }

    /** What a plan of the estate speaks of: primary, application, object store and what else there is. */
    public PracticeParts parts() {
        Path secret = folder.resolve("object-store.secret");
        ServerAccount.current().write(secret, objectStore().secretKey() + "\n");
        return new PracticeParts(
                primary(),
                Optional.ofNullable(standby),
                application(),
                Optional.ofNullable(secondApplication),
                Optional.ofNullable(redis),
                Optional.ofNullable(nginx),
                objectStore().endpoint(),
                secret);
    }

    public PostgresInstallation postgres() {
        return postgres;
    }

    /** A path in the estate's folder. */
    public Path resolve(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        RuntimeException failure = null;
        while (!started.isEmpty()) {
            try {
                started.pop().close();
            } catch (Exception e) {
                failure = failure == null ? new IllegalStateException("a part did not stop", e) : failure;
            }
        }
        folder.close();
        if (failure != null) {
            throw failure;
        }
    }

    private PracticeEstate adding(Runnable part) {
        try {
            part.run();
            return this;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T keep(T part) {
        started.push(part);
        return part;
    }
}
