package dev.muster.bench;

import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** The two shapes of 1 GB that a restore is measured on, beside the few rows that the application itself needs. */
enum BenchData {
    /** Eight tables, each with four indexes beside its key: work that can be shared out. */
    EIGHT_TABLES(8, 460_000),
    /** One table that holds nearly everything: work that cannot. */
    ONE_TABLE(1, 3_700_000);

    private final int tables;
    private final int rows;

    BenchData(int tables, int rows) {
        this.tables = tables;
        this.rows = rows;
    }

    String shape() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    void fill(PostgresCluster cluster, double share) {
        List<String> names =
                IntStream.rangeClosed(1, tables).mapToObj(it -> "bench_" + it).toList();
        for (String table : names) {
            cluster.execute(
                    PracticeData.DATABASE,
                    "create table " + table + " (id bigint not null, a integer not null, b integer not null, c text not"
                            + " null, at timestamptz not null, note text not null)",
                    "insert into " + table
                            + " select n, (n::bigint * 7919) % 1000003, (n::bigint * 104729) % 9973, md5(n::text),"
                            + " timestamptz '2024-01-01' + n * interval '1 second', md5((n::bigint * 31)::text) || ' ' ||"
                            + " md5((n::bigint * 37)::text) from generate_series(1, " + Math.round(rows * share)
                            + ") n",
                    "alter table " + table + " add primary key (id)",
                    "create index on " + table + " (a)",
                    "create index on " + table + " (b, at)",
                    "create index on " + table + " (c)",
                    "create index on " + table + " (at)",
                    "alter table " + table + " owner to " + PracticeData.ROLE);
        }
        cluster.execute(PracticeData.DATABASE, "vacuum analyze", "checkpoint");
    }
}
