package dev.muster.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.muster.audit.AuditFact;
import dev.muster.common.FactsMissed;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.access.AccessDeniedException;

class PlanServiceTest {

    private static final Actor ADA = new Actor("ada", "Ada", Role.ADMIN, "127.0.0.1");
    private static final Actor BOB = new Actor("bob", "Bob", Role.COMMANDER, "127.0.0.1");
    private static final String BDC = BdcPlanTest.yaml();
    private static final String BROKEN =
            BDC.replaceFirst("port: 5432", "port: none").replace("critical: 2 h", "critical: 2");
    private static final String CHANGED = BDC.replace("critical: 2 h", "critical: 1 h");

    private final TestDatabase database = TestDatabase.fresh();

    @TempDir
    Path folder;

    private Path file;
    private PlanContext context;

    @BeforeEach
    void shippedPlan() throws IOException {
        file = folder.resolve("plan.yaml");
        Files.writeString(file, BDC);
        context = new PlanContext(database, "file:" + file);
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void the_first_start_stores_the_plan_and_puts_it_in_force() throws SQLException {
        PlanVersion version = plans().current();
        assertThat(version.hash()).hasSize(64);
        assertThat(version.source()).isEqualTo("file:" + file);
        assertThat(version.loadedAt()).isEqualTo(context.clock().instant());
        assertThat(version.plan().name()).isEqualTo("BDC Disaster Recovery Plan");
        assertThat(context.audited())
                .containsExactly(AuditFact.done("load-plan", "plan", "file:" + file, null, version.hash()));
        assertThat(count("select count(*) from plan_version")).isOne();
    }

    @Test
    void a_start_with_the_same_file_finds_the_stored_version() throws SQLException {
        PlanVersion first = plans().current();
        context.clock().turn(Duration.ofDays(1));
        restart();
        assertThat(plans().current()).isEqualTo(first);
        assertThat(count("select count(*) from plan_in_force")).isOne();
        assertThat(context.audited()).isEmpty();
    }

    @Test
    void a_reload_puts_the_changed_file_in_force_and_keeps_the_version_before() throws IOException {
        PlanVersion before = plans().current();
        Files.writeString(file, CHANGED);
        PlanVersion now = plans().reload(ADA);
        assertThat(plans().current()).isEqualTo(now).isNotEqualTo(before);
        assertThat(now.plan().objectives().rtoCritical()).isEqualTo(Duration.ofHours(1));
        assertThat(plans().version(before.id()).plan().objectives().rtoCritical())
                .isEqualTo(Duration.ofHours(2));
        assertThat(context.audited().getLast())
                .isEqualTo(AuditFact.done("reload-plan", "plan", "file:" + file, before.hash(), now.hash()));
        assertThat(context.told()).containsExactly(new PlanChanged());
        restart();
        assertThat(plans().version(before.id())).isEqualTo(before);
    }

    @Test
    void another_console_on_the_database_follows_a_reload() throws IOException {
        try (PlanContext other = new PlanContext(database, "file:" + file)) {
            PlanVersion before = other.plans().current();
            Files.writeString(file, CHANGED);
            PlanVersion now = plans().reload(ADA);
            assertThat(other.plans().current()).isEqualTo(before);

            other.hears(new PlanChanged());
            assertThat(other.plans().current().id()).isEqualTo(now.id());
            assertThat(other.plans().current().plan()).isEqualTo(now.plan());

            Files.writeString(file, BDC);
            plans().reload(ADA);
            int told = other.told().size();
            other.hears(new FactsMissed());
            assertThat(other.plans().current().id()).isEqualTo(before.id());
            assertThat(other.told()).hasSize(told + 1);
        }
    }

    @Test
    void a_broken_reload_keeps_the_old_plan_and_tells_every_problem() throws IOException, SQLException {
        PlanVersion before = plans().current();
        Files.writeString(file, BROKEN);
        PlanException refusal = catchThrowableOfType(PlanException.class, () -> plans().reload(ADA));
        assertThat(refusal.problems())
                .extracting(PlanProblem::place)
                .contains("objectives.rto.critical", "databases.bdc.port");
        assertThat(refusal.problems()).allSatisfy(it -> assertThat(it.line()).isPositive());
        assertThat(plans().current()).isSameAs(before);
        assertThat(context.audited().getLast().result()).startsWith("refused: The plan has 2 problems");
        assertThat(context.told()).isEmpty();
        assertThat(count("select count(*) from plan_version")).isOne();
    }

    @Test
    void only_an_administrator_reloads() throws IOException {
        PlanVersion before = plans().current();
        Files.writeString(file, CHANGED);
        assertThatThrownBy(() -> plans().reload(BOB)).isInstanceOf(AccessDeniedException.class);
        assertThat(plans().current()).isSameAs(before);
        assertThat(context.audited().getLast().result()).startsWith("refused");
    }

    @Test
    void a_broken_file_at_start_leaves_the_last_plan_in_force_and_says_why() throws IOException {
        PlanVersion before = plans().current();
        Files.writeString(file, BROKEN);
        restart();
        assertThat(plans().current()).isEqualTo(before);
        assertThat(plans().refusedAtStart().orElseThrow().problems()).hasSize(2);
        Files.writeString(file, CHANGED);
        plans().reload(ADA);
        assertThat(plans().refusedAtStart()).isEmpty();
    }

    @Test
    void a_version_that_came_back_is_the_last_one() throws IOException {
        PlanVersion first = plans().current();
        Files.writeString(file, CHANGED);
        plans().reload(ADA);
        Files.writeString(file, BDC);
        assertThat(plans().reload(ADA)).isEqualTo(first);
        Files.writeString(file, BROKEN);
        restart();
        assertThat(plans().current()).isEqualTo(first);
    }

    @Test
    void a_broken_file_at_the_very_first_start_stops_it_with_every_problem() throws IOException {
        Files.writeString(file, BROKEN);
        PlanException refusal =
                catchThrowableOfType(PlanException.class, () -> new PlanContext(TestDatabase.fresh(), "file:" + file));
        assertThat(refusal.problems()).hasSize(2);
        assertThat(new PlanFailureAnalyzer().analyze(refusal, refusal).getDescription())
                .contains(
                        "objectives.rto.critical (line",
                        "databases.bdc.port (line",
                        "\"none\" is not a whole number from 1 to 65535");
    }

    @Test
    void a_source_that_cannot_be_read_is_refused_by_name() throws IOException {
        Files.write(file, "name: é".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> plans().reload(ADA))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("UTF-8");
        Files.delete(file);
        assertThatThrownBy(() -> plans().reload(ADA))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> new PlanContext(TestDatabase.fresh(), "http://127.0.0.1/plan.yaml"))
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("file:");
        assertThat(plans().current().plan().application()).isEqualTo("BDC");
    }

    @Test
    void a_version_that_was_never_stored_is_refused() {
        assertThatThrownBy(() -> plans().version(4711))
                .isInstanceOf(PlanException.class)
                .hasMessage("There is no plan version 4711");
    }

    @Test
    void step_types_are_checked_where_they_are_known() throws IOException {
        PlanException refusal = catchThrowableOfType(
                PlanException.class,
                () -> new PlanContext(
                        TestDatabase.fresh(),
                        "file:" + file,
                        () -> Map.of(
                                "stop-service",
                                List.of(StepSetting.required("service", StepSetting.Kind.SERVICE, "which")))));
        assertThat(refusal.problems())
                .extracting(PlanProblem::place, PlanProblem::message)
                .contains(tuple(
                        "procedures.restore-database.steps[8].type",
                        "unknown step type \"swap-database\"; allowed: stop-service"));
    }

    @Test
    void the_stored_text_cannot_be_changed_by_the_console() throws SQLException {
        try (var connection = database.asApplication();
                var statement = connection.createStatement()) {
            for (String sql : List.of("update plan_version set yaml = 'x'", "delete from plan_in_force")) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
    }

    private Plans plans() {
        return context.plans();
    }

    private void restart() {
        PlanContext before = context;
        before.close();
        context = new PlanContext(database, "file:" + file, Map::of, before.clock());
    }

    private long count(String sql) throws SQLException {
        try (var connection = database.asApplication();
                var rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
