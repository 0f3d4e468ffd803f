package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Secret;
import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeEstate;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Procedures go to the server that takes writes, wherever the plan's address leads. */
class PresentPrimaryIT {

    @Test
    void the_server_that_takes_writes_is_the_one_and_two_that_do_are_refused() throws IOException {
        try (PracticeEstate estate = PracticeEstate.empty().withPrimary().withStandby()) {
            Database database = database(estate.primary(), estate.standby());
            assertThat(PresentPrimary.of(database)).isSameAs(database);

            estate.primary().stop();
            assertThat(PresentPrimary.of(database))
                    .as("the standby only reads, so who asks the plan's address is told why not")
                    .isSameAs(database);

            estate.standby().execute("postgres", "select pg_promote(true, 30)");
            assertThat(PresentPrimary.of(database))
                    .returns(estate.standby().port(), Database::port)
                    .returns("bdc", Database::key);

            Files.createFile(estate.primary().dataDirectory().resolve("standby.signal"));
            estate.primary().start();
            assertThat(PresentPrimary.of(database).port())
                    .isEqualTo(estate.standby().port());

            estate.primary().execute("postgres", "select pg_promote(true, 30)");
            assertThatThrownBy(() -> PresentPrimary.of(database))
                    .hasMessage("Two servers take writes, 127.0.0.1:"
                            + estate.primary().port() + " and 127.0.0.1:"
                            + estate.standby().port() + ": stop one of them by hand first");
        }
    }

    private static Database database(PostgresCluster primary, PostgresCluster standby) {
        return new Database(
                "bdc",
                "BDC",
                "bdc_production",
                "here",
                primary.host(),
                primary.port(),
                primary.user(),
                new Secret("${file:" + primary.passwordFile() + "}"),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.of(new Failover(
                        server(primary),
                        server(standby),
                        Optional.empty(),
                        1024,
                        Duration.ofSeconds(30),
                        new Failover.Fence(true, Optional.empty(), false),
                        List.of(),
                        Failover.Mode.OFF,
                        Duration.ofMinutes(30),
                        Optional.empty())));
    }

    private static Failover.Server server(PostgresCluster cluster) {
        return new Failover.Server(
                "here",
                cluster.host(),
                cluster.port(),
                "postgresql",
                cluster.dataDirectory().toString(),
                cluster.installation().bin().toString(),
                Optional.empty(),
                Optional.empty());
    }
}
