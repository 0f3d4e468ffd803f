package dev.muster.plan;

import static dev.muster.plan.PlanMistakes.change;
import static dev.muster.plan.PlanMistakes.lineOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of mistake is told with its place, its line, the value and what is allowed. */
class PlanParserTest {

    private static final String BDC = BdcPlanTest.yaml();

    @Test
    void an_unknown_key_is_refused_with_the_keys_that_are_allowed() {
        assertThat(change("    tier: non-critical", "    tier: non-critical\n    colour: red"))
                .containsExactly(new PlanProblem(
                        "services.redis.colour",
                        lineOf("    tier: non-critical") + 1,
                        "unknown key \"colour\"; allowed: title, tier, host, runtime, health, probe, redis"));
    }

    @Test
    void a_missing_key_is_refused_at_its_block() {
        assertThat(change("    address: standby.db.server\n", ""))
                .containsExactly(new PlanProblem(
                        "hosts.standby.address", lineOf("    address: standby.db.server") - 1, "is missing"));
        assertThat(change("name: BDC Disaster Recovery Plan\n", ""))
                .singleElement()
                .returns("name", PlanProblem::place)
                .returns("is missing", PlanProblem::message);
    }

    @Test
    void an_unknown_word_is_refused_with_the_words_that_are_allowed() {
        assertThat(change("    tier: non-critical", "    tier: urgent"))
                .containsExactly(new PlanProblem(
                        "services.redis.tier",
                        lineOf("    tier: non-critical"),
                        "unknown \"urgent\"; allowed: critical, non-critical"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2h", "2 hours", "-2 h", "two hours", "999999 h", "1.5 h", "real-time", "PT2H"})
    void a_bad_duration_is_refused(String duration) {
        assertThat(change("    critical: 2 h", "    critical: " + duration))
                .containsExactly(new PlanProblem(
                        "objectives.rto.critical",
                        lineOf("    critical: 2 h"),
                        "\"" + duration + "\" is not a duration such as 30 min, 2 h or 7 days"));
    }

    @Test
    void an_objective_of_nothing_is_refused() {
        assertThat(change("    critical: 2 h", "    critical: 0 min"))
                .singleElement()
                .returns("\"0 min\" is too short; allowed: more than nothing", PlanProblem::message);
    }

    @Test
    void wrong_types_are_refused() {
        assertThat(change("    address: incident@company.com", "    address: [a, b]"))
                .containsExactly(new PlanProblem(
                        "channels.secondary.address",
                        lineOf("    address: incident@company.com"),
                        "is a list; allowed: a text"));
        assertThat(change("    services: [bdc]", "    services: bdc"))
                .containsExactly(new PlanProblem(
                        "databases.bdc.services", lineOf("    services: [bdc]"), "is a single value; allowed: a list"));
        assertThat(change("    title: Redis", "    title:"))
                .containsExactly(new PlanProblem(
                        "services.redis.title", lineOf("    title: Redis"), "is empty; allowed: a text"));
        assertThat(change("    runtime: {systemd: redis}", "    runtime: systemd"))
                .containsExactly(new PlanProblem(
                        "services.redis.runtime",
                        lineOf("    runtime: {systemd: redis}"),
                        "is a single value; allowed: a block of keys and values"));
    }

    @Test
    void a_block_that_is_none_is_told_once() {
        assertThat(change("  bdc:\n    title: BDC\n", "  bdc: up\n  web:\n    title: BDC\n"))
                .extracting(PlanProblem::place)
                .containsExactly("services.bdc");
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "99999999999", "many", "54.3"})
    void a_bad_port_is_refused(String port) {
        assertThat(change("    port: 5432", "    port: " + port))
                .containsExactly(new PlanProblem(
                        "databases.bdc.port",
                        lineOf("    port: 5432"),
                        "\"" + port + "\" is not a whole number from 1 to 65535"));
    }

    @Test
    void a_copy_of_a_redis_needs_a_service_that_is_one_with_its_file() {
        assertThat(change("    source: redis", "    source: nginx"))
                .containsExactly(new PlanProblem(
                        "backups.redis-daily.source",
                        lineOf("    source: redis"),
                        "the service \"nginx\" has no block redis; allowed: a service with one"));
        assertThat(change("    source: redis", "    source: rediss"))
                .singleElement()
                .extracting(PlanProblem::message)
                .asString()
                .startsWith("unknown service \"rediss\"");
        assertThat(change(", file: /var/lib/redis/dump.rdb}", ", port: 70000, files: /var/lib/redis/dump.rdb}"))
                .extracting(PlanProblem::place)
                .containsExactlyInAnyOrder(
                        "services.redis.redis.port", "services.redis.redis.files", "services.redis.redis.file");
    }

    @Test
    void a_reference_to_nothing_is_refused_with_what_there_is() {
        assertThat(change(
                        "{type: stop-service, title: Stop BDC, service: bdc}",
                        "{type: stop-service, title: Stop BDC, service: bcd}"))
                .containsExactly(new PlanProblem(
                        "procedures.restore-database.steps[7].service",
                        lineOf("type: stop-service"),
                        "unknown service \"bcd\"; allowed: postgresql, redis, bdc, postgresql-standby, nginx"));
        assertThat(change(
                        "    strategy: Restore from recent backup\n    procedures: [restore-database]",
                        "    strategy: Restore from recent backup\n    procedures: [restore-everything]"))
                .containsExactly(new PlanProblem(
                        "scenarios.database-corruption.procedures[0]",
                        lineOf("    strategy: Restore from recent backup") + 1,
                        "unknown procedure \"restore-everything\"; allowed: "
                                + new PlanParser(Map.of())
                                        .parse(BdcPlanTest.yaml()).procedures().stream()
                                                .map(Procedure::key)
                                                .collect(Collectors.joining(", "))));
        assertThat(change("role: database-admin, procedure: restore-database", "role: dba, procedure: restore"))
                .extracting(PlanProblem::place)
                .containsExactly(
                        "phases.recovery.items.restore-from-backups.role",
                        "phases.recovery.items.restore-from-backups.procedure");
        assertThat(change("    target: bdc\n    scratch", "    target: nothing\n    scratch"))
                .singleElement()
                .returns(
                        "unknown database or service or dns \"nothing\"; allowed: bdc, postgresql, redis,"
                                + " postgresql-standby, nginx, front-door",
                        PlanProblem::message);
    }

    @Test
    void a_key_or_an_entry_that_stands_twice_is_refused() {
        assertThat(change("  redis:\n", "  postgresql:\n"))
                .contains(new PlanProblem(
                        "services.postgresql", lineOf("  redis:"), "the key \"postgresql\" stands here twice"));
        assertThat(change("    services: [bdc]", "    services: [bdc, nginx, bdc]"))
                .containsExactly(new PlanProblem(
                        "databases.bdc.services[2]",
                        lineOf("    services: [bdc]"),
                        "the service \"bdc\" stands in this list twice"));
        assertThat(change("      prevent-damage:", "      assess-impact:"))
                .singleElement()
                .returns("phases.isolation.items.assess-impact", PlanProblem::place)
                .extracting(PlanProblem::message)
                .asString()
                .contains("already stands at phases.assessment.items.assess-impact");
        assertThat(change("    kind: application\n    source: /var/www/bdc", "    kind: database\n    source: bdc"))
                .singleElement()
                .returns(
                        "the database \"bdc\" already has the policy \"database-hourly\"; one is allowed",
                        PlanProblem::message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "${HOME}", "${env:}", "${file:relative}", "${env:A}x", "[hunter2]", "''"})
    void a_secret_in_the_plan_is_refused_and_not_repeated(String secret) {
        assertThat(change("${env:BDC_DATABASE_PASSWORD}", secret))
                .containsExactly(new PlanProblem(
                        "databases.bdc.password",
                        lineOf("${env:BDC_DATABASE_PASSWORD}"),
                        "a secret does not stand in the plan; allowed: ${env:NAME} or ${file:/path}"));
    }

    @Test
    void a_service_has_exactly_one_runtime() {
        assertThat(change("{systemd: redis}", "{systemd: redis, external: true}"))
                .singleElement()
                .returns("services.redis.runtime", PlanProblem::place)
                .returns(
                        "has 2 of the keys systemd, process, commands, external; exactly one is needed",
                        PlanProblem::message);
        assertThat(change("{systemd: redis}", "{}"))
                .singleElement()
                .returns(
                        "has 0 of the keys systemd, process, commands, external; exactly one is needed",
                        PlanProblem::message);
    }

    @Test
    void plain_processes_and_services_run_by_others_are_read() {
        Plan plan = parse(BDC.replace(
                        "{systemd: redis}",
                        "{process: {start: [redis-server, --port, \"6379\"], directory: /srv, pid-file: /run/r.pid,"
                                + " log-file: /var/log/r.log}}")
                .replace("{systemd: nginx}", "{external: true}"));
        assertThat(plan.service("redis").orElseThrow().supervision())
                .isEqualTo(new Service.PlainProcess(
                        List.of("redis-server", "--port", "6379"), "/srv", "/run/r.pid", "/var/log/r.log"));
        assertThat(plan.service("nginx").orElseThrow().supervision()).isEqualTo(new Service.External());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "> 0"                        | "> many"                   | databases.bdc.checks[0].expect
        name: bdc_production         | name: bdc-Production       | databases.bdc.name
        bucket: bdc-backups          | bucket: B                  | storages.off-site.bucket
        5000/health                  | 5000:/he alth              | services.bdc.health
        schedule: 0 0 6 1 * ?        | schedule: every month      | drills.monthly.schedule
        date: 2024-03-15             | date: 2024-03-32           | lessons[0].date
        source: /var/www/bdc         | source: www/bdc            | backups.application-daily.source
        to: 30 min                   | to: 0 min                  | phases.assessment.to
        subject: "INCIDENT RESOLVED: | subject: "{{who}}          | templates.recovery-complete.subject
        address: app1.server.com     | address: ' '               | hosts.app1.address
        region: us-east-1            | region: []                 | storages.off-site.region
        """)
    void other_values_that_do_not_fit_are_refused_at_their_place(String from, String to, String place) {
        assertThat(change(from, to)).extracting(PlanProblem::place).contains(place);
    }

    @Test
    void a_window_that_ends_before_it_begins_is_refused() {
        assertThat(change("    from: 1 h\n    to: 4 h", "    from: 4 h\n    to: 1 h"))
                .singleElement()
                .returns("phases.recovery", PlanProblem::place);
    }

    private static Plan parse(String yaml) {
        return new PlanParser(Map.of()).parse(yaml);
    }
}
