package dev.muster.command;

import static dev.muster.command.CommandWorld.BOB;
import static dev.muster.command.CommandWorld.CHARLIE;
import static dev.muster.command.CommandWorld.DORA;
import static dev.muster.command.CommandWorld.EVE;
import static dev.muster.command.CommandWorld.JANE;
import static dev.muster.command.CommandWorld.LEAD;
import static dev.muster.command.CommandWorld.SECURITY;
import static dev.muster.command.CommandWorld.VERA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.attention.Attention;
import dev.muster.audit.AuditFact;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentChanged;
import dev.muster.incident.IncidentId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

class CommandServiceTest {

    private final CommandWorld world = new CommandWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void who_declares_commands_and_every_other_role_is_free() {
        Team team = world.team();

        assertThat(team.commandedBy("jane")).isTrue();
        assertThat(team.seats())
                .extracting(it -> it.seat().role())
                .containsExactly(Team.COMMANDER, LEAD, "database-admin", SECURITY);
        assertThat(team.seats().stream().filter(SeatState::free)).hasSize(3);
        assertThat(team.concerns()).isEmpty();
    }

    @Test
    void a_role_without_a_person_is_a_gap_and_can_be_taken_all_the_same() {
        assertThat(world.team().seat(SECURITY).orElseThrow().seat().holder()).isNull();

        world.command().take(world.id, SECURITY, EVE);

        assertThat(world.team().holder(SECURITY).orElseThrow().name()).isEqualTo("Eve Davis");
    }

    @Test
    void i_have_this_leaves_a_line_an_audit_row_and_a_change_for_screens() {
        int before = world.incidents.changes().size();
        world.command().take(world.id, LEAD, CHARLIE);

        assertThat(world.lines()).contains("Technical Lead: nobody → Charlie Wilson, \"I have this\"");
        assertThat(world.incidents.audit.facts)
                .last()
                .isEqualTo(
                        AuditFact.done("take-role", "role", world.id + "/" + LEAD, null, "charlie, \"I have this\""));
        assertThat(world.incidents.changes())
                .hasSizeGreaterThan(before)
                .last()
                .isEqualTo(new IncidentChanged(world.id));
    }

    @Test
    void nothing_changes_hands_when_its_audit_row_cannot_be_written() {
        world.incidents.audit.breaks();

        assertThatThrownBy(() -> world.command().take(world.id, LEAD, CHARLIE)).hasMessage("audit is broken");

        assertThat(world.team().holder(LEAD)).isEmpty();
        assertThat(world.lines()).hasSize(1);
    }

    @Test
    void a_role_that_somebody_has_is_not_taken_from_them() {
        world.command().take(world.id, LEAD, CHARLIE);

        refused(() -> world.command().take(world.id, LEAD, EVE), "Charlie Wilson is Technical Lead");
        refused(() -> world.command().take(world.id, LEAD, CHARLIE), "already");
        refused(() -> world.command().take(world.id, Team.COMMANDER, BOB), "Jane Smith commands");
    }

    @Test
    void of_two_who_take_a_role_at_once_one_gets_it() throws Exception {
        List<String> results = CommandWorld.atOnce(List.of(
                () -> {
                    world.command().take(world.id, LEAD, CHARLIE);
                    return true;
                },
                () -> {
                    world.command().take(world.id, LEAD, EVE);
                    return true;
                }));

        assertThat(results).containsOnlyOnce("done").anySatisfy(it -> assertThat(it)
                .contains("is Technical Lead"));
    }

    @Test
    void the_commander_gives_a_role_to_somebody_who_may_have_it() {
        world.command().assign(world.id, LEAD, "charlie", JANE);
        world.command().assign(world.id, LEAD, "eve", JANE);

        assertThat(world.lines()).contains("Technical Lead: Charlie Wilson → Eve Davis, assigned by Jane Smith");
        refused(() -> world.command().assign(world.id, LEAD, "eve", JANE), "already");
        refused(() -> world.command().assign(world.id, LEAD, "vera", JANE), "needs RESPONDER");
        refused(() -> world.command().assign(world.id, LEAD, "nobody", JANE), "no account");
        refused(() -> world.command().assign(world.id, LEAD, "charlie", BOB), "Jane Smith commands");
        refused(() -> world.command().assign(world.id, Team.COMMANDER, "bob", JANE), "hand it over");
        refused(() -> world.command().assign(world.id, "cook", "bob", JANE), "It has incident-commander, technical");
    }

    @Test
    void a_role_is_given_back_but_not_the_command() {
        world.command().take(world.id, LEAD, CHARLIE);
        refused(() -> world.command().release(world.id, LEAD, EVE), "Jane Smith commands");

        world.command().release(world.id, LEAD, CHARLIE);

        assertThat(world.team().holder(LEAD)).isEmpty();
        refused(() -> world.command().release(world.id, LEAD, JANE), "Nobody is Technical Lead");
        refused(() -> world.command().release(world.id, Team.COMMANDER, JANE), "hand the command over");
    }

    @Test
    void a_viewer_has_no_role_and_the_try_is_noted() {
        assertThatThrownBy(() -> world.command().take(world.id, LEAD, VERA)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> world.command().takeOver(world.id, Team.COMMANDER, "why not", CHARLIE))
                .isInstanceOf(AccessDeniedException.class);

        assertThat(world.incidents.audit.facts)
                .extracting(AuditFact::result)
                .contains("refused: needs RESPONDER", "refused: needs COMMANDER");
    }

    @Test
    void a_commander_whose_account_is_disabled_is_a_vacancy_that_the_deputy_fills_with_a_reason() {
        world.disable(JANE);

        assertThat(world.commander().vacancy()).isEqualTo(Vacancy.ACCOUNT_DISABLED);
        assertThat(world.lines()).contains("Incident Commander is vacant: account disabled (Jane Smith)");
        assertThat(world.team().concerns())
                .first()
                .returns(Concern.Kind.COMMANDER_VACANT, Concern::kind)
                .returns("Incident Commander is vacant: account disabled", Concern::text);
        refused(
                () -> world.command().takeOver(world.id, Team.COMMANDER, "Jane is gone", DORA),
                "those whom the plan names: Bob Johnson");
        refused(() -> world.command().takeOver(world.id, Team.COMMANDER, " ", BOB), "Reason: 1 to 200");

        world.command().takeOver(world.id, Team.COMMANDER, "Jane has left", BOB);

        assertThat(world.commanderName()).isEqualTo("Bob Johnson");
        assertThat(world.team().concerns()).isEmpty();
        assertThat(world.lines()).contains("Incident Commander: Jane Smith → Bob Johnson, taken over: Jane has left");
        assertThat(world.incidents.audit.facts).extracting(AuditFact::action).contains("vacate-role", "take-over-role");
    }

    @Test
    void a_vacant_command_is_on_the_attention_list() {
        assertThat(world.incidents.context().getBean(TeamAttention.class).waiting(world.incidents.clock.instant()))
                .isEmpty();
        world.disable(JANE);

        assertThat(world.incidents.context().getBean(TeamAttention.class).waiting(world.incidents.clock.instant()))
                .singleElement()
                .returns("Take over", Attention::act)
                .returns(Attention.Holds.RECOVERY, Attention::holds)
                .returns("Incident Commander is vacant: account disabled", Attention::text);
    }

    @Test
    void anybody_with_the_right_takes_over_when_the_plan_s_people_have_no_account_that_works() {
        world.disable(JANE);
        world.disable(BOB);

        world.command().takeOver(world.id, Team.COMMANDER, "Nobody else is left", DORA);

        assertThat(world.commanderName()).isEqualTo("Dora Diaz");
    }

    @Test
    void a_lost_right_is_a_vacancy_and_an_account_that_works_again_ends_it() {
        world.makeViewer(JANE);
        assertThat(world.commander().vacancy()).isEqualTo(Vacancy.MAY_NO_MORE);

        world.command().take(world.id, LEAD, CHARLIE);
        world.disable(CHARLIE);
        assertThat(world.team().concerns())
                .extracting(Concern::kind)
                .containsExactly(Concern.Kind.COMMANDER_VACANT, Concern.Kind.ROLE_VACANT);
        world.enable(CHARLIE);

        assertThat(world.team().seat(LEAD).orElseThrow().vacancy()).isNull();
        assertThat(world.lines()).contains("Technical Lead: the account of Charlie Wilson works again");
    }

    @Test
    void a_vacant_role_may_be_taken_and_an_account_that_is_gone_is_named_so() {
        world.sql("delete from presence where login = 'charlie'");
        world.command().take(world.id, LEAD, CHARLIE);
        world.sql("delete from account where login = 'charlie'");
        assertThat(world.team().seat(LEAD).orElseThrow().vacancy()).isEqualTo(Vacancy.ACCOUNT_REMOVED);

        world.command().take(world.id, LEAD, EVE);

        assertThat(world.lines()).contains("Technical Lead: Charlie Wilson → Eve Davis, \"I have this\"");
    }

    @Test
    void a_commander_who_is_here_is_not_taken_over_and_one_who_went_quiet_is() {
        world.incidents.clock.turn(Duration.ofMinutes(20));
        world.isHere(JANE);
        refused(() -> world.command().takeOver(world.id, Team.COMMANDER, "I want it", BOB), "and here");

        world.incidents.clock.turn(Duration.ofMinutes(5).plusSeconds(1));
        assertThat(world.team().concerns())
                .singleElement()
                .returns("Incident Commander: Jane Smith has gone quiet", Concern::text);
        world.command().takeOver(world.id, Team.COMMANDER, "Jane does not answer", BOB);

        assertThat(world.commanderName()).isEqualTo("Bob Johnson");
        refused(() -> world.command().takeOver(world.id, Team.COMMANDER, "again", BOB), "already");
    }

    @Test
    void of_two_who_take_over_at_once_one_commands() throws Exception {
        world.disable(JANE);
        world.disable(BOB);
        world.enable(BOB);

        List<String> results = CommandWorld.atOnce(List.of(
                () -> {
                    world.command().takeOver(world.id, Team.COMMANDER, "first", BOB);
                    return true;
                },
                () -> {
                    world.command().takeOver(world.id, Team.COMMANDER, "second", BOB);
                    return true;
                }));

        assertThat(results).containsExactlyInAnyOrder("done", "You are Incident Commander already.");
    }

    @Test
    void roles_of_an_ended_incident_stay_as_they_were() {
        world.incidents.incidents().cancel(world.id, "False alarm", JANE);

        refused(() -> world.command().take(world.id, LEAD, CHARLIE), "CANCELLED: its roles change no more");
        refused(() -> world.command().take(new IncidentId(404), LEAD, CHARLIE), "There is no INC-404");
        world.disable(JANE);
        assertThat(world.team().concerns()).isEmpty();
        assertThat(world.query().team(new IncidentId(404))).isEmpty();
    }

    @Test
    void html_in_a_reason_is_kept_as_text_and_a_long_one_is_refused() {
        world.disable(JANE);
        refused(() -> world.command().takeOver(world.id, Team.COMMANDER, "x".repeat(10_000), BOB), "10000");

        world.command().takeOver(world.id, Team.COMMANDER, "<script>alert(1)</script>", BOB);

        assertThat(world.lines()).anyMatch(it -> it.endsWith("taken over: <script>alert(1)</script>"));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String says) {
        assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessageContaining(says);
    }
}
