package dev.muster.failover;

import java.time.Duration;

/** Replication slots: one on the primary for its standby, and none left on a standby, where it would fill the disk. */
final class Slots {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Slots() {}

    static String name(Node standby) {
        return "muster_" + standby.name();
    }

    static void ensure(Node primary, String slot) {
        primary.session().need(PATIENCE, connection -> {
            Session.value(
                    connection,
                    "select pg_create_physical_replication_slot(?, true)::text where not exists"
                            + " (select from pg_replication_slots where slot_name = ?)",
                    slot,
                    slot);
            return true;
        });
    }

    /** Those of Muster, and the one by which the other server followed this one. */
    static void dropStale(Pair pair) {
        String of = pair.to().session().need(PATIENCE, connection -> {
            String name = Session.value(connection, "select current_setting('primary_slot_name')");
            return name == null ? "" : name;
        });
        pair.from().session().need(PATIENCE, connection -> {
            Session.value(
                    connection,
                    "select count(pg_drop_replication_slot(slot_name))::text from pg_replication_slots"
                            + " where slot_type = 'physical' and not active"
                            + " and (slot_name like 'muster\\_%' or slot_name = ?)",
                    of);
            return true;
        });
    }
}
