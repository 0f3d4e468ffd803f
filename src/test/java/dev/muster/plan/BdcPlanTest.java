package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The shipped plan says what the plan on paper says. */
class BdcPlanTest {

    private final Plan plan = new PlanParser(Map.of()).parse(yaml());

    static String yaml() {
        try (var stream = BdcPlanTest.class.getResourceAsStream("/plan/bdc.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_objectives_are_those_of_the_plan() {
        assertThat(plan.objectives())
                .isEqualTo(new Objectives(
                        Duration.ofHours(2),
                        Duration.ofHours(8),
                        Duration.ofHours(24),
                        Duration.ofHours(1),
                        Duration.ofHours(24),
                        Duration.ZERO));
    }

    @Test
    void five_scenarios_have_impact_and_strategy() {
        assertThat(plan.scenarios())
                .extracting(Scenario::title)
                .containsExactly(
                        "Server hardware failure",
                        "Database corruption",
                        "Cyber attack",
                        "Natural disaster",
                        "Human error");
        assertThat(plan.scenario("database-corruption").orElseThrow())
                .returns("Data integrity issues, potential data loss", Scenario::impact)
                .returns("Restore from recent backup", Scenario::strategy);
        assertThat(plan.scenarios())
                .allSatisfy(it -> assertThat(it.procedures()).contains("restore-database"));
    }

    @Test
    void a_move_to_the_other_site_takes_database_nginx_and_names_in_that_order() {
        Procedure move = plan.procedure("move-site").orElseThrow();
        assertThat(move.steps().stream()
                        .map(it -> it.part().frames().getFirst().title())
                        .distinct())
                .containsExactly("Database and application", "nginx", "Names");
        assertThat(move.targets()).containsExactly("bdc", "front-door");
        assertThat(plan.scenario("natural-disaster").orElseThrow().procedures())
                .first()
                .isEqualTo("move-site");
    }

    @Test
    void each_scenario_names_its_procedures_in_the_order_of_their_use() {
        assertThat(plan.scenario("server-hardware-failure").orElseThrow().procedures())
                .startsWith("fail-over-database", "fail-over-application", "restore-full-system");
        assertThat(plan.scenario("database-corruption").orElseThrow().procedures())
                .containsExactly("restore-database");
        assertThat(plan.scenario("cyber-attack").orElseThrow().procedures()).contains("restore-full-system");
        assertThat(plan.scenario("natural-disaster").orElseThrow().procedures())
                .startsWith("move-site")
                .contains("fail-over-dns", "restore-full-system", "restore-certificates");
        assertThat(plan.scenario("human-error").orElseThrow().procedures()).contains("restore-configuration");
    }

    @Test
    void the_full_restore_has_its_parts_in_order_and_does_not_restart_a_database_that_is_well() {
        Procedure whole = plan.procedure("restore-full-system").orElseThrow();
        assertThat(whole.steps().stream()
                        .filter(it -> !it.part().frames().isEmpty())
                        .map(it -> it.part().frames().getFirst().title())
                        .distinct())
                .containsExactly("Database", "Application", "Configuration", "Certificates", "Redis");
        assertThat(whole.steps().stream()
                        .filter(it -> it.part().frames().isEmpty())
                        .map(it -> it.type() + " " + it.with().getOrDefault("service", "")))
                .containsExactly(
                        "verify-service postgresql",
                        "verify-service redis",
                        "restart-service bdc",
                        "verify-application bdc",
                        "restart-service nginx",
                        "verify-service nginx",
                        "whole-verdict ");
        assertThat(whole.targets()).containsExactlyInAnyOrder("bdc", "nginx", "redis");
    }

    @Test
    void the_team_has_four_seats_each_with_a_deputy() {
        assertThat(plan.team())
                .extracting(TeamRole::title, it -> it.holder().name(), it -> it.deputy()
                        .orElseThrow()
                        .name())
                .containsExactly(
                        tuple("Incident Commander", "John Doe", "Jane Smith"),
                        tuple("Technical Lead", "Bob Johnson", "Alice Brown"),
                        tuple("Database Admin", "Charlie Wilson", "David Lee"),
                        tuple("Security Officer", "Eve Davis", "Frank Miller"));
        assertThat(plan.team()).allSatisfy(it -> assertThat(it.holder().phone()).contains("+1-xxx-xxx-xxxx"));
    }

    @Test
    void a_role_may_have_no_person_and_its_own_patience() {
        String gap = yaml().replace(
                        "    holder: {name: Eve Davis, phone: +1-xxx-xxx-xxxx}\n    deputy: {name: Frank Miller}",
                        "    answer-within: 90 s\n    deputy: {name: Frank Miller, account: frank}");

        TeamRole officer = new PlanParser(Map.of()).parse(gap).team().getLast();

        assertThat(officer.vacant()).isTrue();
        assertThat(officer.answerWithin()).isEqualTo(Duration.ofSeconds(90));
        assertThat(officer.deputy().orElseThrow().account()).contains("frank");
        assertThat(plan.team()).noneMatch(TeamRole::vacant).allSatisfy(it -> assertThat(it.answerWithin())
                .isEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void the_channels_stand_in_their_order() {
        assertThat(plan.channels())
                .extracting(Channel::kind, Channel::address)
                .containsExactly(
                        tuple(Channel.Kind.SLACK, "#incident-response"),
                        tuple(Channel.Kind.EMAIL, "incident@company.com"),
                        tuple(Channel.Kind.PHONE_TREE, "Phone tree of the incident team"),
                        tuple(Channel.Kind.STATUS_PAGE, "status.yourdomain.com"));
    }

    @Test
    void both_messages_keep_their_words() {
        assertThat(plan.templates()).hasSize(2);
        assertThat(plan.templates().getFirst().body())
                .contains("INCIDENT ALERT - {{severity}}", "Status: Investigating", "every 15 minutes");
        assertThat(plan.templates().getLast().body())
                .contains("Duration: {{downtime}}", "Post-mortem will be conducted within 48 hours");
    }

    @Test
    void five_phases_follow_each_other_with_five_items_each() {
        assertThat(plan.phases())
                .extracting(Phase::title, Phase::from, Phase::to)
                .containsExactly(
                        tuple("Assessment", Duration.ZERO, Duration.ofMinutes(30)),
                        tuple("Isolation", Duration.ofMinutes(30), Duration.ofMinutes(60)),
                        tuple("Recovery", Duration.ofHours(1), Duration.ofHours(4)),
                        tuple("Validation", Duration.ofHours(4), Duration.ofHours(8)),
                        tuple("Post-recovery", Duration.ofHours(8), Duration.ofHours(24)));
        assertThat(plan.phases()).allSatisfy(it -> assertThat(it.items()).hasSize(5));
        assertThat(plan.phases()).flatExtracting(Phase::items).allSatisfy(it -> assertThat(it.role())
                .isPresent());
        assertThat(plan.phases().get(2).items().get(1))
                .returns("Restore from backups", Phase.Item::title)
                .returns(Optional.of("restore-database"), Phase.Item::procedure);
    }

    @Test
    void backups_are_made_and_kept_as_planned() {
        assertThat(plan.backups())
                .extracting(BackupPolicy::kind, BackupPolicy::every, BackupPolicy::keepLocal, BackupPolicy::keep)
                .containsExactly(
                        tuple(
                                BackupPolicy.Kind.DATABASE,
                                Duration.ofHours(1),
                                Optional.of(Duration.ofDays(7)),
                                Duration.ofDays(30)),
                        tuple(
                                BackupPolicy.Kind.APPLICATION,
                                Duration.ofDays(1),
                                Optional.of(Duration.ofDays(30)),
                                Duration.ofDays(30)),
                        tuple(BackupPolicy.Kind.FILES, Duration.ofDays(1), Optional.empty(), Duration.ofDays(30)),
                        tuple(BackupPolicy.Kind.REDIS, Duration.ofDays(1), Optional.empty(), Duration.ofDays(30)));
        assertThat(plan.backup("files-incremental").orElseThrow().folder())
                .contains(new BackupPolicy.Folder("backup", "/var/backups/bdc/incremental"));
        assertThat(plan.storages()).extracting(Storage::bucket).containsExactly("bdc-backups");
    }

    @Test
    void hosts_services_and_database_are_those_of_the_plan() {
        assertThat(plan.hosts())
                .extracting(Host::address)
                .containsExactly(
                        "primary.db.server",
                        "standby.db.server",
                        "app1.server.com",
                        "app2.server.com",
                        "backup.server.com");
        assertThat(plan.services())
                .extracting(Service::key)
                .containsExactly("postgresql", "redis", "bdc", "postgresql-standby", "nginx");
        assertThat(plan.service("bdc").orElseThrow().supervision()).isEqualTo(new Service.Systemd("bdc"));
        assertThat(plan.database("bdc").orElseThrow())
                .returns("bdc_production", Database::name)
                .returns(List.of("bdc"), Database::services)
                .returns(new Secret("${env:BDC_DATABASE_PASSWORD}"), Database::password);
        assertThat(plan.database("bdc").orElseThrow().checks())
                .containsExactly(new Database.Check("There are users", "select count(*) from users", "> 0"));
    }

    @Test
    void procedures_have_their_steps_in_order() {
        assertThat(plan.procedure("back-up-database").orElseThrow().steps())
                .extracting(Procedure.Step::type)
                .containsExactly("check-source", "dump-database", "upload-backup", "sign-backup");
        Procedure restore = plan.procedure("restore-database").orElseThrow();
        assertThat(restore.steps())
                .extracting(Procedure.Step::type)
                .containsExactly(
                        "find-backup",
                        "fetch-backup",
                        "verify-backup",
                        "check-target",
                        "create-side-database",
                        "load-side-database",
                        "compare-with-manifest",
                        "stop-service",
                        "swap-database",
                        "start-service",
                        "verify-application",
                        "record-data-loss",
                        "gather-statistics");
        assertThat(restore.steps().get(7).with()).containsExactly(Map.entry("service", "bdc"));
        assertThat(restore.parameters())
                .containsExactly(
                        new Procedure.Parameter("backup", "Backup", Procedure.Kind.BACKUP, Optional.of("newest")),
                        new Procedure.Parameter(
                                "accept-cluster",
                                "System identifier of another cluster to accept",
                                Procedure.Kind.TEXT,
                                Optional.of("none")));
    }

    @Test
    void redis_is_copied_every_day_and_restored_with_the_server_stopped_for_the_swap_only() {
        BackupPolicy policy = plan.backup("redis-daily").orElseThrow();
        assertThat(policy.kind()).isEqualTo(BackupPolicy.Kind.REDIS);
        assertThat(policy.copiesOf()).isEqualTo("redis/redis-daily");
        assertThat(plan.service(policy.source()).orElseThrow().redis())
                .contains(new Service.Redis("app1.server.com", 6379, Secret.NONE, "/var/lib/redis/dump.rdb"));
        assertThat(plan.procedure("back-up-redis").orElseThrow().steps())
                .extracting(Procedure.Step::type)
                .containsExactly("snapshot-redis", "upload-backup", "sign-backup");
        assertThat(plan.procedure("restore-redis").orElseThrow().steps())
                .extracting(Procedure.Step::type)
                .containsExactly(
                        "find-backup",
                        "fetch-backup",
                        "verify-snapshot",
                        "place-snapshot",
                        "stop-service",
                        "swap-snapshot",
                        "start-redis",
                        "count-keys");
    }

    @Test
    void the_drill_is_monthly_and_reviews_have_their_checklists() {
        assertThat(plan.drills())
                .singleElement()
                .returns("0 0 6 1 * ?", Drill::schedule)
                .returns("drill-restore", Drill::procedure);
        assertThat(plan.drills().getFirst().checks()).hasSize(5).allSatisfy(it -> assertThat(it.step())
                .isPresent());
        assertThat(plan.procedure("drill-restore").orElseThrow().targets()).containsExactly("bdc-scratch");
        assertThat(plan.reviews())
                .extracting(Review::title, Review::every, it -> it.items().size())
                .containsExactly(
                        tuple("Quarterly review", Review.Interval.QUARTERLY, 4),
                        tuple("Annual DR review", Review.Interval.YEARLY, 8),
                        tuple("Improvement plan", Review.Interval.YEARLY, 5));
        assertThat(plan.lessons())
                .singleElement()
                .returns(LocalDate.of(2024, 3, 15), Lesson::date)
                .returns(Duration.ofHours(4), Lesson::duration);
        assertThat(plan.bestPractices()).hasSize(5);
    }
}
