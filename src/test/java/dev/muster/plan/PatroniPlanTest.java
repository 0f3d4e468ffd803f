package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plan whose servers Patroni runs, and the steps that are left to it. */
class PatroniPlanTest {

    private static final String PATRONI = """
              patroni:
                primary: {name: db1, rest: "http://primary.db.server:8008"}
                standby: {name: db2, rest: "https://standby.db.server:8008"}
                account: {user: muster, password: "${env:PATRONI_PASSWORD}"}
                certificates: /etc/muster/patroni-ca.pem
        """;

    private static final String FENCE = """
              fence:
                stop-server: true
                stop-applications: true # when its host cannot be reached
        """;

    /** The shipped plan with Patroni in the place of the fence, and its steps where ours were. */
    private static String yaml() {
        String yaml = BdcPlanTest.yaml();
        assertThat(yaml).contains(FENCE);
        return yaml.replace(FENCE, PATRONI)
                .replace("      - {type: fence-primary, title: Fence the old primary}\n", "")
                .replace("{type: promote-standby, title: Promote the standby}", "{type: patroni-failover, title: Ask}")
                .replace("      - {type: drain-primary, title: Stop BDC and the primary}\n", "")
                .replace("      - {type: compare-positions, title: Wait for equal positions}\n", "")
                .replace(
                        "{type: rejoin-standby, title: Make the old primary its standby}",
                        "{type: patroni-replica, title: Wait}")
                .replace(
                        "{type: rejoin-standby, title: Make it follow the primary}",
                        "{type: patroni-replica, title: Wait}");
    }

    @Test
    void the_plan_names_the_members_and_how_their_api_is_reached() {
        Failover failover = new PlanParser(java.util.Map.of())
                .parse(yaml())
                .database("bdc")
                .flatMap(Database::failover)
                .orElseThrow();

        assertThat(failover.patroni())
                .contains(new Failover.Patroni(
                        new Failover.Member("db1", "http://primary.db.server:8008"),
                        new Failover.Member("db2", "https://standby.db.server:8008"),
                        Optional.of(new Failover.Account("muster", new Secret("${env:PATRONI_PASSWORD}"))),
                        Optional.of("/etc/muster/patroni-ca.pem")));
        assertThat(failover.fence()).isEqualTo(new Failover.Fence(false, Optional.empty(), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        rest: "http://primary.db.server:8008" | rest: "http://db1:8008/patroni"  | patroni.primary.rest     | "http://db1:8008/patroni" is not the address of a REST API; allowed: http:// or https://, a host and a port, and nothing behind, such as http://db1:8008
        rest: "http://primary.db.server:8008" | rest: "http://a:b@db1:8008"      | patroni.primary.rest     | "http://a:b@db1:8008" is not an address that begins with http:// or https://
        rest: "http://primary.db.server:8008" | rest: "https://standby.db.server:8008" | patroni            | both members are at https://standby.db.server:8008; each has a REST API of its own
        name: db2                             | name: db1                        | patroni                  | both members have the name "db1"; each has a name of its own in Patroni
        name: db2                             | name: "d b"                      | patroni.standby.name     | "d b" is no name of a member; allowed: letters, digits and . _ -, at most 63, as Patroni has it
        certificates: /etc                    | port: /etc                       | patroni.port             | unknown key "port"; allowed: primary, standby, account, certificates
        "${env:PATRONI_PASSWORD}"             | secret                           | patroni.account.password | a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}
        most-lag: 16 MB # more than this is lost only with a second person | fence: {stop-server: true} | fence | stands beside patroni; allowed: one of both. Patroni's leader lock is the fence
        """)
    void what_does_not_fit_is_refused_with_its_place(String from, String to, String key, String message) {
        assertThat(yaml()).contains(from);

        assertThat(PlanMistakes.problems(yaml().replace(from, to)))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.place()).isEqualTo("databases.bdc.failover." + key);
                    assertThat(it.message()).isEqualTo(message);
                });
    }

    @Test
    void a_step_that_works_against_patroni_is_a_mistake_at_its_place_and_so_is_one_that_asks_where_there_is_none() {
        String against = BdcPlanTest.yaml().replace(FENCE, PATRONI);
        assertThat(PlanMistakes.problems(against))
                .extracting(PlanProblem::place, PlanProblem::message)
                .contains(
                        org.assertj.core.groups.Tuple.tuple(
                                "procedures.fail-over-database.steps[3].type",
                                "\"fence-primary\" works against Patroni, which runs bdc: its leader lock keeps the"
                                        + " old primary from writing"),
                        org.assertj.core.groups.Tuple.tuple(
                                "procedures.rejoin-database.steps[0].type",
                                "\"rejoin-standby\" works against Patroni, which runs bdc: it does that by itself, and"
                                        + " patroni-replica waits for it"))
                .hasSize(7);

        String without = BdcPlanTest.yaml()
                .replace(
                        "{type: promote-standby, title: Promote the standby}",
                        "{type: patroni-switchover, title: Promote the standby}");
        assertThat(PlanMistakes.problems(without)).hasSize(2).first().satisfies(it -> {
            assertThat(it.place()).isEqualTo("procedures.fail-over-database.steps[4].type");
            assertThat(it.message())
                    .isEqualTo("\"patroni-switchover\" asks Patroni, and the plan names none for bdc; allowed with"
                            + " databases.bdc.failover.patroni");
        });
    }
}
