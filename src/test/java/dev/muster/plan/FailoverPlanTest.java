package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a database moves to its standby, and what is refused. */
class FailoverPlanTest {

    private static final String BDC = BdcPlanTest.yaml();

    @Test
    void the_shipped_plan_says_how_its_database_moves() {
        Failover failover = new PlanParser(Map.of())
                .parse(BDC)
                .database("bdc")
                .flatMap(Database::failover)
                .orElseThrow();

        assertThat(failover.primary())
                .returns("primary", Failover.Server::host)
                .returns("primary.db.server", Failover.Server::address)
                .returns(5432, Failover.Server::port)
                .returns("postgresql", Failover.Server::service)
                .returns(Optional.of("postgres"), Failover.Server::account);
        assertThat(failover.standby())
                .returns("standby", Failover.Server::host)
                .returns("standby.db.server", Failover.Server::address);
        assertThat(failover.mostLag()).isEqualTo(16L << 20);
        assertThat(failover.mostDelay()).isEqualTo(Duration.ofSeconds(30));
        assertThat(failover.fence()).isEqualTo(new Failover.Fence(true, Optional.empty(), true));
        assertThat(failover.applications())
                .containsExactly(new Failover.Application(
                        "bdc", "/var/www/bdc/server/.env", "DATABASE_HOST", Optional.of("DATABASE_PORT")));
        assertThat(failover.automatic()).isEqualTo(Failover.Mode.OFF);
    }

    @Test
    void a_fencing_command_is_a_list_of_arguments_on_a_host_of_the_plan() {
        String yaml = BDC.replace(
                "        stop-server: true\n", "        command: {host: backup, run: [/usr/sbin/fence, a b]}\n");
        assertThat(new PlanParser(Map.of())
                        .parse(yaml)
                        .database("bdc")
                        .flatMap(Database::failover)
                        .orElseThrow()
                        .fence()
                        .command())
                .contains(new Failover.Fencing("backup", List.of("/usr/sbin/fence", "a b")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        stop-server: true           | stop-server: maybe          | fence.stop-server         | "maybe" is neither true nor false
        most-lag: 16 MB             | most-lag: 16 megabytes      | most-lag                  | "16 megabytes" is not an amount of data such as 512 kB, 16 MB or 1 GB
        most-delay: 30 s            | most-delay: 0 s             | most-delay                | "0 s" is too short; allowed: more than nothing
        cool-down: 30 min           | cool-down: 5 s              | cool-down                 | is too short; allowed: from 1 min
        automatic: off              | automatic: always           | automatic                 | unknown "always"; allowed: off, propose, automatic
        automatic: off              | flip: on                    | flip                      | unknown key "flip"; allowed: patroni, primary, standby, replication, most-lag, most-delay, fence, applications, automatic, cool-down
        address-key: DATABASE_HOST  | address-key: DATABASE-HOST  | applications[0].address-key | "DATABASE-HOST" is not a name of a setting; allowed: letters, digits and underscores
        service: postgresql-standby | service: pg                 | standby.service           | unknown service "pg"; allowed: postgresql, redis, bdc, postgresql-standby, nginx
        directory: /var/lib/postgresql/15/main | directory: /var | primary.directory         | "/var" is not a folder of its own; allowed: a path such as /var/lib/postgresql/15/main without a slash at its end
        directory: /var/lib/postgresql/15/main | directory: /a/../b | primary.directory      | "/a/../b" is not a folder of its own; allowed: a path such as /var/lib/postgresql/15/main without a slash at its end
        """)
    void what_does_not_fit_is_refused_with_its_place(String from, String to, String key, String message) {
        int at = BDC.indexOf("    failover:\n");
        String block = BDC.substring(at);
        assertThat(block).contains(from);
        String yaml = BDC.substring(0, at)
                + block.substring(0, block.indexOf(from))
                + to
                + block.substring(block.indexOf(from) + from.length());

        assertThat(PlanMistakes.problems(yaml)).singleElement().satisfies(it -> {
            assertThat(it.place()).isEqualTo("databases.bdc.failover." + key);
            assertThat(it.message()).isEqualTo(message);
        });
    }

    @Test
    void a_fence_that_allows_nothing_and_a_standby_that_is_the_primary_are_refused() {
        assertThat(PlanMistakes.problems(BDC.replace("        stop-server: true\n", "")
                        .replaceAll("        stop-applications: true[^\n]*\n", "        stop-server: false\n")))
                .singleElement()
                .satisfies(it -> assertThat(it.message()).startsWith("allows nothing; at least one of"));
        int at = BDC.indexOf("    failover:\n");
        assertThat(PlanMistakes.problems(BDC.substring(0, at)
                        + BDC.substring(at).replaceFirst("address: standby.db.server", "address: primary.db.server")))
                .singleElement()
                .satisfies(it -> assertThat(it.message())
                        .isEqualTo("the standby is at primary.db.server:5432 like its primary; another server is"
                                + " needed"));
    }
}
