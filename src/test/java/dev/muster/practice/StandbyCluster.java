package dev.muster.practice;

import java.nio.file.Path;
import java.util.Map;

/** A streaming copy of a primary, with a replication slot there that keeps what it has not fetched yet. */
public final class StandbyCluster extends PostgresCluster {

    private static final String SLOT = "practice_standby";

    private final PostgresCluster primary;

    private StandbyCluster(PostgresCluster primary, ClusterSettings settings) {
        super(primary.installation(), settings);
        this.primary = primary;
    }

    /** The standby in that folder, copied with {@code pg_basebackup} when there is none, and started. */
    public static StandbyCluster started(PostgresCluster primary, ClusterSettings settings) {
        StandbyCluster standby = new StandbyCluster(primary, settings);
        standby.startOrCopy();
        return standby;
    }

    /** The standby in that folder; nothing runs yet. */
    static StandbyCluster prepared(PostgresCluster primary, ClusterSettings settings) {
        return new StandbyCluster(primary, settings);
    }

    void startOrCopy() {
        if (!exists()) {
            copy();
        }
        start();
    }

    /** Whether it has taken in all that the primary had written when asked, or the bytes that it lacks. */
    public long lagInBytes() {
        String position = primary.value("postgres", "select pg_current_wal_lsn()");
        return Long.parseLong(value(
                "postgres",
                "select greatest(0, pg_wal_lsn_diff('" + position + "', pg_last_wal_replay_lsn()))::bigint"));
    }

    // Ports may change between two starts, so the way to the primary is written at each start and not by -R at the
    // first
    @Override
    protected Map<String, String> ownConfiguration() {
        return Map.of(
                "hot_standby",
                "on",
                "primary_slot_name",
                SLOT,
                "primary_conninfo",
                "host=" + primary.host() + " port=" + primary.port() + " user=" + primary.user() + " password="
                        + primary.password() + " application_name=" + SLOT);
    }

    private void copy() {
        prepare(primary.password());
        primary.execute(
                "postgres",
                "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '" + SLOT
                        + "'");
        as(
                        "pg_basebackup",
                        "-D",
                        data(),
                        "-h",
                        primary.host(),
                        "-p",
                        String.valueOf(primary.port()),
                        "-U",
                        primary.user(),
                        "--no-password",
                        "-X",
                        "stream",
                        "-C",
                        "-S",
                        SLOT,
                        "-c",
                        "fast",
                        "--no-sync")
                .with("PGPASSWORD", primary.password())
                .run();
        write(Path.of(data(), "standby.signal"), "");
        markReady();
    }
}
