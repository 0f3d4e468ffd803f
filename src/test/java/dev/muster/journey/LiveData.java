package dev.muster.journey;

import dev.muster.practice.PracticeStart;
import java.time.Duration;

/**
 * What stands in {@code bdc_production}, whichever database has that name: all generated rows. Those that the
 * application adds when a restore is verified are left out.
 */
record LiveData(String orders, String documents, String users) {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Waits while the database is closed in the middle of a swap; any other failure is one. */
    static LiveData of(PracticeStart estate) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                return new LiveData(
                        hash(estate, "orders", "true"),
                        hash(estate, "documents", "true"),
                        hash(estate, "users", "email like 'user%'"));
            } catch (IllegalStateException e) {
                if (System.nanoTime() > deadline
                        || !String.valueOf(e.getMessage())
                                .matches("(?s).*(not currently accepting connections|terminating connection).*")) {
                    throw e;
                }
            }
        }
    }

    private static String hash(PracticeStart estate, String table, String which) {
        return estate.primaryValue(
                "bdc_production",
                "select count(*) || ' ' || md5(string_agg(t::text, ',' order by id)) from " + table + " t where "
                        + which);
    }
}
