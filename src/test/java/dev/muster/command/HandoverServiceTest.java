package dev.muster.command;

import static dev.muster.command.CommandWorld.BOB;
import static dev.muster.command.CommandWorld.CHARLIE;
import static dev.muster.command.CommandWorld.DORA;
import static dev.muster.command.CommandWorld.EVE;
import static dev.muster.command.CommandWorld.JANE;
import static dev.muster.command.CommandWorld.LEAD;
import static dev.muster.command.CommandWorld.rightAnswers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.audit.AuditFact;
import dev.muster.common.Refused;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HandoverServiceTest {

    private final CommandWorld world = new CommandWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_old_commander_stays_until_the_new_one_has_read_back() {
        long offer = world.anOfferTo(BOB);
        assertThat(world.commanderName()).isEqualTo("Jane Smith");
        assertThat(world.query().offersTo("bob")).extracting(Handover::id).containsExactly(offer);
        assertThat(world.team().concerns()).extracting(Concern::kind).containsExactly(Concern.Kind.HANDOVER_WAITS);

        boolean accepted = world.handovers().accept(offer, rightAnswers(), BOB);

        assertThat(accepted).isTrue();
        assertThat(world.commanderName()).isEqualTo("Bob Johnson");
        assertThat(world.incidents.room(world.id).incident().commander()).isEqualTo("bob");
        assertThat(world.incidents.room(world.id).incident().commanderName()).isEqualTo("Bob Johnson");
        assertThat(world.query().offersTo("bob")).isEmpty();
        assertThat(world.lines()).contains("Incident Commander: Jane Smith → Bob Johnson, handed over and read back");
        assertThat(world.incidents.room(world.id).timeline())
                .extracting(TimelineEntry::kind)
                .containsExactly(TimelineKind.ROLE, TimelineKind.STATE, TimelineKind.HANDOVER, TimelineKind.DECLARED);
        assertThat(world.incidents.audit.facts)
                .extracting(AuditFact::action)
                .contains("offer-handover", "accept-handover");
    }

    @Test
    void the_questions_are_made_from_the_report() {
        long offer = world.anOfferTo(BOB);

        assertThat(world.handovers().questions(offer))
                .containsExactly(
                        new Question(
                                "Which phase is it in?",
                                List.of("Assessment", "Isolation", "Recovery", "Validation", "Post-recovery"),
                                false),
                        new Question(
                                "What is being waited for?",
                                List.of(
                                        "Disk full",
                                        "Restart of the application",
                                        "Restore runs beside the live database",
                                        "The restore to finish"),
                                false));
    }

    @Test
    void a_report_with_nothing_to_confuse_asks_for_the_next_checkpoint() {
        SituationReport bare =
                new SituationReport("Recovery", "nothing", "", "", "Nothing", Instant.parse("2026-11-22T12:30:20Z"));

        ReadBack readBack = new ReadBack(bare, List.of("Recovery"));

        assertThat(readBack.questions().getLast().times()).isTrue();
        assertThat(readBack.questions().getLast().choices()).hasSize(4).contains("2026-11-22T12:30:00Z");
        assertThat(readBack.right(List.of("Recovery", "2026-11-22T12:30:00Z"))).isTrue();
        assertThat(readBack.right(List.of("Recovery", "2026-11-22T12:45:00Z"))).isFalse();
    }

    @Test
    void a_wrong_answer_passes_nothing_and_is_noted() {
        long offer = world.anOfferTo(BOB);

        assertThat(world.handovers().accept(offer, List.of("Validation", "The restore to finish"), BOB))
                .isFalse();
        assertThat(world.handovers().accept(offer, List.of(), BOB)).isFalse();

        assertThat(world.commanderName()).isEqualTo("Jane Smith");
        assertThat(world.query().handover(offer).orElseThrow().open()).isTrue();
        assertThat(world.lines())
                .filteredOn(it -> it.startsWith("Bob Johnson did not read the situation of Incident Commander back"))
                .hasSize(2);
        assertThat(world.incidents.audit.facts).extracting(AuditFact::action).contains("misread-handover");
        assertThat(world.handovers().accept(offer, rightAnswers(), BOB)).isTrue();
    }

    @Test
    void nobody_else_answers_or_withdraws() {
        long offer = world.anOfferTo(BOB);

        refused(() -> world.handovers().accept(offer, rightAnswers(), DORA), "offered to Bob Johnson");
        refused(() -> world.handovers().decline(offer, "no", DORA), "offered to Bob Johnson");
        refused(() -> world.handovers().withdraw(offer, BOB), "Jane Smith offered this");
        refused(() -> world.handovers().accept(404, rightAnswers(), BOB), "no handover 404");
        assertThat(world.query().handover(offer).orElseThrow().open()).isTrue();
    }

    @Test
    void a_decline_says_why_and_a_withdrawn_offer_cannot_be_accepted() {
        long declined = world.anOfferTo(BOB);
        world.handovers().decline(declined, "I am on a train", BOB);
        long withdrawn = world.anOfferTo(DORA);
        world.handovers().withdraw(withdrawn, JANE);

        refused(() -> world.handovers().accept(declined, rightAnswers(), BOB), "has declined");
        refused(() -> world.handovers().accept(withdrawn, rightAnswers(), DORA), "was withdrawn");
        assertThat(world.commanderName()).isEqualTo("Jane Smith");
        assertThat(world.lines())
                .contains(
                        "Incident Commander: Bob Johnson declines: I am on a train; Jane Smith stays",
                        "Incident Commander: Jane Smith withdraws the offer to Dora Diaz; Jane Smith stays");
        assertThat(world.incidents.audit.facts)
                .extracting(AuditFact::action)
                .contains("decline-handover", "withdraw-handover");
    }

    @Test
    void one_offer_at_a_time_by_who_has_the_role_to_who_may_have_it() {
        refused(() -> world.handovers().offer(world.id, Team.COMMANDER, "dora", world.report(), BOB), "You are not");
        refused(() -> world.handovers().offer(world.id, LEAD, "eve", world.report(), CHARLIE), "You are not");
        refused(() -> world.anOfferTo(JANE), "already");
        refused(() -> world.anOfferTo(CHARLIE), "needs COMMANDER");
        world.disable(DORA);
        refused(() -> world.anOfferTo(DORA), "is disabled");

        world.anOfferTo(BOB);

        refused(() -> world.anOfferTo(BOB), "offered to Bob Johnson already");
    }

    @Test
    void a_report_says_what_the_next_one_must_know() {
        SituationReport good = world.report();
        refusedReport(with(good, "", good.waitingFor(), good.nextCheckpoint()), "State: say it");
        refusedReport(with(good, good.state(), " ", good.nextCheckpoint()), "Waiting for: say it");
        refusedReport(
                with(good, "x".repeat(1001), "it", good.nextCheckpoint()), "at most 1000 characters; this has 1001");
        refusedReport(with(good, "nul\0", "it", good.nextCheckpoint()), "zero characters");
        refusedReport(with(good, good.state(), good.waitingFor(), world.incidents.clock.instant()), "still to come");
    }

    @Test
    void a_receiver_who_lost_the_right_meanwhile_cannot_accept() {
        long offer = world.anOfferTo(BOB);
        var lesser = new dev.muster.security.Actor("bob", "Bob Johnson", dev.muster.security.Role.RESPONDER, "x");

        assertThatThrownBy(() -> world.handovers().accept(offer, rightAnswers(), lesser))
                .isInstanceOf(org.springframework.security.access.AccessDeniedException.class);
        assertThat(world.commanderName()).isEqualTo("Jane Smith");
    }

    @Test
    void of_two_tabs_that_accept_at_once_one_does() throws Exception {
        long offer = world.anOfferTo(BOB);

        List<String> results = CommandWorld.atOnce(List.of(
                () -> world.handovers().accept(offer, rightAnswers(), BOB),
                () -> world.handovers().accept(offer, rightAnswers(), BOB),
                () -> world.handovers().accept(offer, rightAnswers(), BOB)));

        assertThat(results)
                .containsOnlyOnce("done")
                .filteredOn(it -> !it.equals("done"))
                .containsOnly("Bob Johnson has accepted this handover already.");
        assertThat(world.query().history(world.id)).hasSize(2);
    }

    @Test
    void of_an_acceptance_and_a_withdrawal_at_once_one_counts() throws Exception {
        long offer = world.anOfferTo(BOB);

        List<String> results =
                CommandWorld.atOnce(List.of(() -> world.handovers().accept(offer, rightAnswers(), BOB), () -> {
                    world.handovers().withdraw(offer, JANE);
                    return true;
                }));

        assertThat(results).containsOnlyOnce("done");
        Handover.State state = world.query().handover(offer).orElseThrow().state();
        assertThat(world.commanderName()).isEqualTo(state == Handover.State.ACCEPTED ? "Bob Johnson" : "Jane Smith");
    }

    @Test
    void of_two_offers_at_once_one_stands() throws Exception {
        List<String> results = CommandWorld.atOnce(List.of(() -> world.anOfferTo(BOB), () -> world.anOfferTo(DORA)));

        assertThat(results).containsOnlyOnce("done").anySatisfy(it -> assertThat(it)
                .contains("already"));
    }

    @Test
    void a_responder_hands_a_role_on_and_an_assignment_ends_the_offer() {
        world.command().take(world.id, LEAD, CHARLIE);
        long offer = world.handovers().offer(world.id, LEAD, "eve", world.report(), CHARLIE);
        world.command().assign(world.id, LEAD, "bob", JANE);

        refused(() -> world.handovers().accept(offer, rightAnswers(), EVE), "was withdrawn");
        assertThat(world.query().handover(offer).orElseThrow().reason()).isEqualTo("the role went to somebody else");
    }

    @Test
    void silence_passes_the_offer_to_the_deputy_and_more_silence_leaves_all_as_it_was() {
        long first = world.anOfferTo(DORA);
        world.incidents.clock.turn(Duration.ofMinutes(4));
        sweep();
        assertThat(world.query().handover(first).orElseThrow().open()).isTrue();

        world.incidents.clock.turn(Duration.ofMinutes(1));
        sweep();
        Handover second = world.offer();
        assertThat(second).returns("bob", Handover::toLogin).returns(true, Handover::toDeputy);
        assertThat(second.report())
                .isEqualTo(world.query().handover(first).orElseThrow().report());
        assertThat(world.commanderName()).isEqualTo("Jane Smith");
        assertThat(world.lines())
                .contains("Incident Commander: Dora Diaz did not answer in 5 min; offered to the deputy Bob Johnson");
        refused(() -> world.handovers().accept(first, rightAnswers(), DORA), "not answered in time");

        world.incidents.clock.turn(Duration.ofMinutes(5));
        sweep();
        sweep();
        assertThat(world.commander().offer()).isNull();
        assertThat(world.commanderName()).isEqualTo("Jane Smith");
        assertThat(world.lines())
                .contains("Incident Commander: Bob Johnson did not answer in 5 min; nobody else can be asked,"
                        + " Jane Smith stays");
        assertThat(world.incidents.audit.facts)
                .filteredOn(it -> it.action().equals("pass-on-handover"))
                .hasSize(2);
    }

    @Test
    void the_deputy_whom_silence_has_asked_may_accept() {
        world.anOfferTo(DORA);
        world.incidents.clock.turn(Duration.ofMinutes(5));
        sweep();

        world.handovers().accept(world.offer().id(), rightAnswers(), BOB);

        assertThat(world.commanderName()).isEqualTo("Bob Johnson");
    }

    @Test
    void an_offer_of_an_ended_incident_ends_with_it() {
        long offer = world.anOfferTo(DORA);
        world.incidents.incidents().cancel(world.id, "False alarm", JANE);
        world.incidents.clock.turn(Duration.ofMinutes(5));
        int lines = world.lines().size();
        sweep();

        assertThat(world.query().handover(offer).orElseThrow().state()).isEqualTo(Handover.State.UNANSWERED);
        assertThat(world.lines()).hasSize(lines);
        assertThat(world.query().offersTo("bob")).isEmpty();
    }

    private void sweep() {
        world.incidents.context().getBean(SilentHandovers.class).passOn();
    }

    private void refusedReport(SituationReport report, String says) {
        refused(() -> world.handovers().offer(world.id, Team.COMMANDER, "bob", report, JANE), says);
    }

    private static SituationReport with(SituationReport it, String state, String waitingFor, Instant next) {
        return new SituationReport(it.phase(), state, it.tried(), it.ruledOut(), waitingFor, next);
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String says) {
        assertThatThrownBy(act).isInstanceOf(Refused.class).hasMessageContaining(says);
    }
}
