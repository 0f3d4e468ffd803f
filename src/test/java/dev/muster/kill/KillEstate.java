package dev.muster.kill;

import dev.muster.certificate.Authority;
import dev.muster.certificate.FullSystemPlan;
import dev.muster.practice.CloudflareStandIn;
import dev.muster.practice.DnsEntry;
import dev.muster.practice.NameServer;
import dev.muster.practice.ObjectStore;
import dev.muster.practice.Ports;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.PracticePlan;
import dev.muster.testing.RecoveryModules;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Everything that the plan's procedures work on. */
final class KillEstate implements AutoCloseable {

    private static final String NAME = "bdc.example";
    private static final String TOKEN = "token-of-the-names";

    final PracticeEstate estate = PracticeEstate.empty();
    final Parts parts = new Parts(estate);
    private String commit = "";
    private final int tls = Ports.free();
    private final CloudflareStandIn cloudflare = CloudflareStandIn.started(0, TOKEN, Clock.systemUTC());
    private final List<NameServer> names = Stream.generate(() -> NameServer.started(0, cloudflare::answers))
            .limit(3)
            .toList();

    Map<String, String> start(int megabytes) throws IOException {
        cloudflare.put(NAME, "A", "192.0.2.10", 60, false);
        estate.withPrimary(new PracticeData(megabytes, 7))
                .withStandby()
                .withObjectStore()
                .withApplication()
                .withSecondApplication()
                .withNginx()
                .withRedis();
        estate.redis().ask("SET", "state", Parts.SOUND);
        estate.primary()
                .execute(
                        PracticeData.DATABASE,
                        "create table state (words text)",
                        "insert into state values ('" + Parts.SOUND + "')");
        Files.writeString(parts.directory(), Parts.SOUND);
        Files.writeString(estate.resolve("access-key"), ObjectStore.ACCESS_KEY);
        Files.writeString(estate.resolve("dns-token"), TOKEN);
        repository();
        certificate();
        slowRsync();
        FullSystemPlan more = new FullSystemPlan(estate, tls);
        Path plan = Files.writeString(estate.resolve("plan.yaml"), PracticePlan.of(estate.parts(), it -> {
            more.addParts(it);
            it.put("dns", Map.of("front-door", dns()));
        }));
        return RecoveryModules.settings(estate.resolve(""), plan);
    }

    /** An rsync that takes its time while a file says so. */
    private void slowRsync() throws IOException {
        Path program = Files.createDirectories(estate.resolve("bin")).resolve("rsync");
        Files.writeString(program, """
            #!/bin/sh
            [ -e '%s' ] && [ "$1" != --version ] && exec /usr/bin/rsync --bwlimit=200 "$@"
            exec /usr/bin/rsync "$@"
            """.formatted(estate.resolve("slow")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void slow(boolean now) throws IOException {
        if (now) {
            Files.writeString(estate.resolve("slow"), "");
        } else {
            Files.delete(estate.resolve("slow"));
        }
    }

    /** Something to copy for many seconds when rsync is slow. */
    void grow() throws IOException {
        byte[] noise = new byte[8 << 20];
        new Random(7).nextBytes(noise);
        Files.write(parts.directory().resolveSibling("large"), noise);
    }

    private void repository() throws IOException {
        Path origin = Files.createDirectories(estate.resolve("origin/app"));
        Files.createDirectories(estate.resolve("etc/app"));
        Files.writeString(origin.resolve("state.conf"), Parts.SOUND);
        String folder = estate.resolve("origin").toString();
        done("git", "-C", folder, "init", "--quiet", "--initial-branch=main");
        done("git", "-C", folder, "add", "--all");
        done("git", "-C", folder, "-c", "user.name=J", "-c", "user.email=j@example.org", "commit", "-qm", Parts.SOUND);
        commit = done("git", "-C", folder, "rev-parse", "HEAD");
        Files.writeString(estate.resolve("etc/app/state.conf"), Parts.SOUND);
    }

    private void certificate() throws IOException {
        Authority authority = new Authority(Files.createDirectories(estate.resolve("authority")));
        for (String leaf : List.of(Parts.SOUND, Parts.WORN)) {
            authority.leaf(leaf, "ec", 90, "localhost");
            Path folder = Files.createDirectories(estate.resolve("pair-" + leaf));
            Files.write(folder.resolve("chain.pem"), authority.chain(leaf, "middle"));
            Files.write(folder.resolve("key.pem"), authority.file(leaf + ".key"));
        }
        Files.createDirectories(estate.resolve("backup"));
        Files.createDirectories(estate.resolve("tls"));
        for (String file : List.of("chain.pem", "key.pem")) {
            Files.copy(
                    estate.resolve("pair-" + Parts.SOUND).resolve(file),
                    estate.resolve("backup").resolve(file));
        }
        parts.set("certificate", Parts.SOUND);
    }

    private Map<String, Object> dns() {
        return DnsEntry.of(
                "The address of BDC",
                NAME,
                estate.resolve("dns-token"),
                cloudflare.api(),
                Map.of("main", "192.0.2.10", "standby", "192.0.2.20"),
                names.stream().map(NameServer::port).toList());
    }

    /** What a person chooses at the launch; the names go to the other site than the one to which they lead now. */
    Map<String, String> parameters(String procedure) {
        return switch (procedure) {
            case "fail-over-dns" -> Map.of("site", "192.0.2.10".equals(cloudflare.content(NAME)) ? "standby" : "main");
            case "restore-configuration", "restore-full-system" -> Map.of("commit", commit);
            default -> Map.of();
        };
    }

    boolean switchedOver() {
        return parts.written().port() != estate.primary().port();
    }

    /** Databases and roles of the server, files and folders of the estate but for logs and the servers' own. */
    List<String> inventory() {
        List<String> all = new ArrayList<>();
        all.addAll(rows("select 'database ' || datname from pg_database order by 1"));
        all.addAll(rows("select 'role ' || rolname || ' ' || rolcanlogin from pg_roles where rolname not like 'pg\\_%'"
                + " order by 1"));
        try (Stream<Path> paths = Files.walk(estate.resolve(""), 3)) {
            paths.map(it -> estate.resolve("").relativize(it).toString())
                    .filter(it -> !it.matches(
                            "(objects|primary|standby|work|keys|origin|authority|etc\\.git|bdc-copies)(/.*)?"))
                    .filter(it -> !it.matches(".*(\\.log|\\.pid|temp/|_temp|console-|slow).*"))
                    .sorted()
                    .forEach(all::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    private List<String> rows(String sql) {
        return parts.written()
                .value("postgres", "select string_agg(x, '\n') from (" + sql + ") as t(x)")
                .lines()
                .toList();
    }

    /** What a restore keeps as its way back, so that a hundred of them do not fill the disk. */
    void dropKeptDatabases() {
        rows("select coalesce(quote_ident(datname), '') from pg_database where datname like '%\\_before\\_%' union all"
                        + " select ''")
                .stream()
                .filter(it -> !it.isBlank())
                .forEach(it -> parts.written().execute("postgres", "drop database " + it + " with (force)"));
    }

    private static String done(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said.strip();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cloudflare.close();
        names.forEach(NameServer::close);
        estate.close();
    }
}
