package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PostgresClusterIT {

    private static final PostgresInstallation POSTGRES = PostgresInstallation.newest();

    @Test
    void a_standby_follows_its_primary() {
        try (EstateFolder folder = EstateFolder.temporary();
                PostgresCluster primary =
                        PostgresCluster.started(POSTGRES, ClusterSettings.in(folder.resolve("primary")));
                StandbyCluster standby =
                        StandbyCluster.started(primary, ClusterSettings.in(folder.resolve("standby")))) {
            primary.execute("postgres", "create table t (n int)", "insert into t select generate_series(1, 1000)");

            Waiting.until(Duration.ofSeconds(20), "the standby has caught up", () -> standby.lagInBytes() == 0);

            assertThat(standby.value("postgres", "select count(*) from t")).isEqualTo("1000");
            assertThat(standby.inRecovery()).isTrue();
            assertThat(standby.systemIdentifier()).isEqualTo(primary.systemIdentifier());
        }
    }

    @Test
    void data_survives_a_restart_on_another_port() {
        try (EstateFolder folder = EstateFolder.temporary()) {
            var settings = ClusterSettings.in(folder.resolve("cluster"));
            try (PostgresCluster cluster = PostgresCluster.started(POSTGRES, settings)) {
                cluster.execute("postgres", "create database bdc_production");
                cluster.stop();
                assertThat(cluster.running()).isFalse();
            }
            try (PostgresCluster cluster = PostgresCluster.started(POSTGRES, settings)) {
                assertThat(cluster.value(
                                "postgres", "select count(*) from pg_database where datname = 'bdc_production'"))
                        .isEqualTo("1");
            }
        }
    }
}
