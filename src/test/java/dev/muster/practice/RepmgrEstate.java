package dev.muster.practice;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A primary and the standby that a real repmgr has cloned from it, each watched by a real repmgrd. */
public final class RepmgrEstate implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final EstateFolder folder = EstateFolder.temporary();
    private final RepmgrMember one;
    private final RepmgrMember two;

    /** What is needed and not there, with what to install; empty when all is there. */
    public static String missing() {
        PostgresInstallation installation = PostgresInstallation.newest();
        List<String> missing = Stream.of(RepmgrMember.COMMAND, RepmgrMember.DAEMON)
                .filter(it -> !Files.isExecutable(Path.of(installation.program(it))))
                .toList();
        return missing.isEmpty()
                ? ""
                : String.join(" and ", missing) + " in " + installation.bin() + " ("
                        + Installed.howToGet("postgresql-" + installation.major() + "-repmgr") + ")";
    }

    /** Started; the first member leads, the second streams, and both are watched. */
    public RepmgrEstate(RepmgrMember.Pace pace, PracticeData data) {
        PostgresInstallation installation = PostgresInstallation.newest();
        one = new RepmgrMember(1, installation, folder.resolve("one"), pace);
        two = new RepmgrMember(2, installation, folder.resolve("two"), pace);
        try {
            one.lead();
            data.fill(one, Passwords.random());
            two.follow(one);
            awaitWatched();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    public RepmgrMember one() {
        return one;
    }

    public RepmgrMember two() {
        return two;
    }

    /** Who takes writes. */
    public RepmgrMember primary() {
        return one.writes() ? one : two;
    }

    private RepmgrMember other(RepmgrMember member) {
        return member.equals(one) ? two : one;
    }

    /** Waits until the standby has all that the primary has, and its daemon would see it die. */
    public void awaitWatched() {
        Waiting.until(PATIENCE, () -> "a standby is watched: " + one.logTail() + two.logTail(), () -> {
            try {
                RepmgrMember primary = primary();
                return primary.value(
                                        "postgres",
                                        "select count(*) from pg_stat_replication where state = 'streaming' and"
                                                + " replay_lsn = pg_current_wal_lsn()")
                                .equals("1")
                        && other(primary).watches(primary);
            } catch (IllegalStateException notYet) {
                return false;
            }
        });
    }

    /** Brings the one that died back as a standby of the one that took over. */
    public void rejoin() {
        RepmgrMember primary = primary();
        Waiting.until(
                PATIENCE, () -> "the new primary is registered: " + primary.logTail(), primary::registeredAsPrimary);
        other(primary).rejoin(primary);
    }

    @Override
    public void close() {
        two.crash();
        one.crash();
        folder.close();
    }
}
