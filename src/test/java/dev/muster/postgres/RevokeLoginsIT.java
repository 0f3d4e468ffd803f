package dev.muster.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.plan.Database;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Secret;
import dev.muster.practice.Ports;
import dev.muster.practice.PracticeEstate;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.LooseContext;
import dev.muster.testing.SmallPlan;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Roles lose the right to sign in, and get back what they had. */
class RevokeLoginsIT {

    private static final PracticeEstate ESTATE = PracticeEstate.empty();

    private final RevokeLoginsStep step = new RevokeLoginsStep();
    private int port = ESTATE.primary().port();

    @BeforeAll
    static void start() {
        ESTATE.withPrimary();
    }

    @AfterAll
    static void stop() {
        ESTATE.close();
    }

    @BeforeEach
    void two_roles() throws SQLException {
        sql("drop role if exists app", "drop role if exists \"Web \"\"User\"\"\"", "drop role if exists readers");
        sql(
                "create role app login password 'p'",
                "create role \"Web \"\"User\"\"\" login password 'p'",
                "create role readers nologin");
    }

    @Test
    void sessions_end_nobody_signs_in_and_the_way_back_gives_exactly_what_was_there() throws Exception {
        LooseContext run = context("app\nWeb \"User\"\nreaders");
        assertThat(step.check(run)).extracting(Finding::level).containsExactly(Finding.Level.OK);
        try (Connection session = signIn("app")) {
            assertThat(summary(step.run(run))).contains("cannot sign in").contains("1 session was ended");
            assertThat(session.isValid(1)).isFalse();
        }
        assertThat(mayLogIn()).isEqualTo("Web \"User\"=false app=false readers=false");
        assertThat(summary(step.run(run))).as("again").contains("0 sessions were ended");

        assertThat(summary(step.undo(run))).isEqualTo("app, Web \"User\" can sign in again");
        assertThat(mayLogIn()).isEqualTo("Web \"User\"=true app=true readers=false");
        try (Connection session = signIn("app")) {
            assertThat(session.isValid(1)).isTrue();
        }
        assertThat(summary(step.undo(run))).as("again").contains("can sign in again");
    }

    @Test
    void a_worker_that_died_after_it_had_kept_what_was_there_is_continued() throws SQLException {
        LooseContext run = context("app");
        run.facts.put("logins.bdc.app.could-sign-in", "true");
        sql("alter role app nologin");
        assertThat(summary(step.run(run))).contains("cannot sign in");
        assertThat(summary(step.undo(run))).isEqualTo("app can sign in again");
    }

    @Test
    void what_was_never_taken_is_not_given() throws SQLException {
        sql("alter role app nologin");
        assertThat(summary(step.undo(context("app")))).isEqualTo("no role had lost the right");
        assertThat(mayLogIn()).contains("app=false");
    }

    @Test
    void muster_does_not_lock_itself_out_and_a_role_that_is_not_there_is_named() {
        LooseContext own = context(ESTATE.primary().user());
        assertThat(step.check(own))
                .singleElement()
                .returns(Finding.Level.BLOCK, Finding::level)
                .satisfies(it -> assertThat(it.message()).contains("would lock itself out"));
        assertThat(step.run(own)).isInstanceOf(StepOutcome.Failed.class);
        assertThat(step.check(context("nobody-here"))).singleElement().satisfies(it -> assertThat(it.message())
                .startsWith("There is no role nobody-here at"));
        assertThat(step.run(context("nobody-here"))).isInstanceOf(StepOutcome.Failed.class);
    }

    @Test
    void a_server_that_is_gone_forbids_no_isolation_and_is_told_by_the_step() {
        port = Ports.free();
        assertThat(step.check(context("app"))).extracting(Finding::level).containsExactly(Finding.Level.WARN);
        assertThat(step.run(context("app")))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class, it -> assertThat(it.reason()).contains(":" + port));
    }

    private LooseContext context(String roles) {
        LooseContext context = new LooseContext(5, plan());
        context.settings.put("database", "bdc");
        context.settings.put("roles", roles);
        return context;
    }

    private Plan plan() {
        return SmallPlan.of(Map.of(
                "hosts",
                List.of(Host.local("here")),
                "databases",
                List.of(new Database(
                        "bdc",
                        "BDC",
                        "bdc_production",
                        "here",
                        ESTATE.primary().host(),
                        port,
                        ESTATE.primary().user(),
                        new Secret("${file:" + ESTATE.primary().passwordFile() + "}"),
                        Optional.empty(),
                        List.of(),
                        List.of()))));
    }

    private static void sql(String... statements) throws SQLException {
        try (Connection connection = ESTATE.primary().connect("postgres")) {
            for (String statement : statements) {
                Server.execute(connection, statement);
            }
        }
    }

    private static String mayLogIn() throws SQLException {
        try (Connection connection = ESTATE.primary().connect("postgres")) {
            return Server.need(
                    connection,
                    "select string_agg(rolname || '=' || rolcanlogin, ' ' order by rolname collate \"C\") from pg_roles"
                            + " where rolname in ('app', 'readers', 'Web \"User\"')");
        }
    }

    private static Connection signIn(String role) throws SQLException {
        return DriverManager.getConnection(ESTATE.primary().url("postgres"), role, "p");
    }

    private static String summary(StepOutcome outcome) {
        assertThat(outcome).isInstanceOf(StepOutcome.Done.class);
        return ((StepOutcome.Done) outcome).summary();
    }
}
