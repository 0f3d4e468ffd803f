package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that a real Patroni runs, with its REST API on loopback. */
public final class PatroniMember extends PostgresCluster {

    static final String PROGRAM = "patroni";
    static final String REST_USER = "muster";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How fast Patroni is, in seconds, as its own settings have it. */
    public record Pace(int ttl, int loopWait, int retryTimeout) {
        /** As Patroni comes. */
        public static final Pace DEFAULT = new Pace(30, 10, 10);
    }

    private final String name;
    private final int rest = Ports.free();
    private final ServerAccount runs = ServerAccount.current();
    private @Nullable Process patroni;

    private PatroniMember(String name, PostgresInstallation installation, ClusterSettings settings) {
        super(installation, settings);
        this.name = name;
    }

    /** Its files; nothing runs yet. */
    static PatroniMember prepared(
            String name,
            PostgresInstallation installation,
            Path directory,
            EtcdServer etcd,
            String password,
            Pace pace) {
        PatroniMember member = new PatroniMember(name, installation, ClusterSettings.in(directory));
        member.prepare(password);
        member.write(directory.resolve("patroni.yml"), member.configuration(etcd, pace));
        member.markReady();
        return member;
    }

    private String configuration(EtcdServer etcd, Pace pace) {
        return """
            scope: bdc
            name: %1$s
            restapi:
              listen: 127.0.0.1:%2$d
              connect_address: 127.0.0.1:%2$d
              authentication: {username: %3$s, password: '%4$s'}
            etcd3: {host: '127.0.0.1:%5$d'}
            bootstrap:
              dcs:
                ttl: %6$d
                loop_wait: %7$d
                retry_timeout: %8$d
                maximum_lag_on_failover: 1048576
                postgresql:
                  use_pg_rewind: true
                  use_slots: true
              initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
            postgresql:
              listen: 127.0.0.1:%9$d
              connect_address: 127.0.0.1:%9$d
              data_dir: %10$s
              bin_dir: %11$s
              pgpass: %12$s/pgpass
              basebackup: [{checkpoint: fast}]
              authentication:
                superuser: {username: %13$s, password: '%4$s'}
                replication: {username: replicator, password: '%4$s'}
              parameters: {unix_socket_directories: '', max_connections: 100, timezone: UTC, synchronous_commit: 'on'}
              pg_hba:
                - host all         all 127.0.0.1/32 scram-sha-256
                - host replication all 127.0.0.1/32 scram-sha-256
            """.formatted(
                        name,
                        rest,
                        REST_USER,
                        password(),
                        etcd.port(),
                        pace.ttl(),
                        pace.loopWait(),
                        pace.retryTimeout(),
                        port(),
                        dataDirectory(),
                        installation().bin(),
                        directory(),
                        SUPERUSER);
    }

    /** As Patroni knows it. */
    public String name() {
        return name;
    }

    public String rest() {
        return "http://127.0.0.1:" + rest;
    }

    /** Starts Patroni, which starts its server when it is its turn; returns when its REST API answers. */
    @Override
    public void start() {
        if (patroni().isPresent()) {
            return;
        }
        try {
            patroni = new ProcessBuilder(runs.program(List.of(
                                    Installed.needed(PROGRAM),
                                    directory().resolve("patroni.yml").toString()))
                            .arguments())
                    .directory(directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory().resolve("patroni.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Waiting.until(PATIENCE, () -> "Patroni " + name + " listens: " + logTail(), () -> Ports.listens(rest));
    }

    private Optional<Process> patroni() {
        return Optional.ofNullable(patroni).filter(Process::isAlive);
    }

    /** Ends Patroni, hard, and the server is left to itself. */
    public void killPatroni() {
        patroni().ifPresent(it -> {
            it.destroyForcibly();
            try {
                it.waitFor(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** As when its machine is gone. */
    @Override
    public void crash() {
        killPatroni();
        process().ifPresent(it -> {
            List<ProcessHandle> children = it.children().toList();
            it.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
            Waiting.until(Duration.ofSeconds(10), name + " is gone", () -> !it.isAlive());
        });
    }

    @Override
    public void stop() {
        killPatroni();
        super.stop();
    }

    /** The last lines of Patroni's log. */
    public String logTail() {
        return EtcdServer.text(directory().resolve("patroni.log"));
    }
}
