package dev.muster.ui.team;

import static dev.muster.command.CommandWorld.BOB;
import static dev.muster.command.CommandWorld.CHARLIE;
import static dev.muster.command.CommandWorld.EVE;
import static dev.muster.command.CommandWorld.JANE;
import static dev.muster.command.CommandWorld.VERA;
import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.BrowserlessApplicationContext;
import com.vaadin.browserless.BrowserlessUIContext;
import com.vaadin.browserless.SpringBrowserlessApplicationContext;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.muster.command.CommandWorld;
import dev.muster.command.SituationReport;
import dev.muster.command.Team;
import dev.muster.incident.IncidentWorld;
import dev.muster.recovery.RunState;
import dev.muster.security.Actor;
import dev.muster.ui.incident.RoomScreens;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TeamViewTest {

    private final CommandWorld world = new CommandWorld(TeamScreens.class);
    private final BrowserlessApplicationContext browsers =
            SpringBrowserlessApplicationContext.create(world.incidents.context(), TeamView.class);

    @AfterEach
    void close() {
        browsers.close();
        world.close();
    }

    @Test
    void the_roster_shows_people_contacts_deputies_presence_and_the_gaps() {
        world.incidents.incidents().cancel(world.id, "False alarm", JANE);
        BrowserlessUIContext vera = page(VERA);

        String page = text(vera.find(TeamView.class).single());
        assertThat(page)
                .contains("without a person: 1, without a deputy: 2")
                .contains("Security OfficerPlan✕ nobody in the plan", "! no deputy")
                .contains("Jane Smith● here", "Alice Brown– no account");
        assertThat(vera.find(Anchor.class).all())
                .extracting(Anchor::getHref)
                .contains("tel:+15550100")
                .noneMatch(it -> it.startsWith("javascript"));
        assertThat(vera.find(TeamPanel.class).all()).isEmpty();
    }

    @Test
    void a_viewer_sees_who_has_what_and_can_change_nothing() {
        BrowserlessUIContext vera = page(VERA);

        assertThat(text(vera.find(TeamPanel.class).single()))
                .contains("Incident CommanderJane Smith● here", "Technical Lead○ free");
        assertThat(vera.find(Button.class).all()).isEmpty();
    }

    @Test
    void i_have_this_is_seen_in_another_browser() {
        BrowserlessUIContext charlie = page(CHARLIE);
        BrowserlessUIContext eve = page(EVE);
        charlie.activate();
        charlie.test(charlie.find(Button.class).withText("I have this").all().getFirst())
                .click();

        assertThat(world.team().holder("technical-lead").orElseThrow().login()).isEqualTo("charlie");
        eve.activate();
        until(() -> text(eve.find(TeamPanel.class).single()).contains("Technical LeadCharlie Wilson● here"));
        assertThat(eve.find(Button.class).withText("I have this").all()).hasSize(2);
    }

    @Test
    void the_command_is_handed_over_with_a_report_that_is_filled_in_and_read_back() {
        ((RoomScreens.StatedRuns) world.incidents.context().getBean("runs"))
                .add(7, RunState.RUNNING, world.id, 1, IncidentWorld.NOON, Map.of());
        world.incidents.incidents().note(world.id, IncidentWorld.NOON, "Ruled out: a full disk", JANE);
        BrowserlessUIContext jane = page(JANE);
        BrowserlessUIContext bob = page(BOB);
        jane.activate();
        jane.test(button(jane, "Hand over…")).click();
        PersonChoice to = jane.find(PersonChoice.class).single();
        assertThat(area(jane, "State").getValue())
                .contains("0 of 5 items of Assessment done", "Restore the database on bdc: running, step 4 of 9");
        assertThat(area(jane, "Ruled out").getValue()).isEqualTo("Ruled out: a full disk");
        assertThat(area(jane, "Waiting for").getValue()).isEqualTo("Restore the database (run 7) to end");
        jane.test(button(jane, "Offer")).click();
        assertThat(text(jane.find(OfferDialog.class).single())).contains("To: choose somebody.");
        to.setValue(to.getListDataView()
                .getItems()
                .filter(it -> it.login().equals("bob"))
                .findFirst()
                .orElseThrow());
        jane.test(button(jane, "Offer")).click();
        assertThat(jane.find(OfferDialog.class).all()).isEmpty();
        assertThat(world.team().commandedBy("jane")).isTrue();

        bob.activate();
        until(() -> !bob.find(Button.class).withText("Answer…").all().isEmpty());
        bob.test(button(bob, "Answer…")).click();
        bob.test(button(bob, "Accept")).click();
        assertThat(text(bob.find(AnswerDialog.class).single())).contains("Read it again");
        answer(bob, 0, "Assessment");
        answer(bob, 1, "Restore the database (run 7) to end");
        bob.test(button(bob, "Accept")).click();

        assertThat(world.team().commandedBy("bob")).isTrue();
        assertThat(bob.find(AnswerDialog.class).all()).isEmpty();
        jane.activate();
        until(() -> text(jane.find(TeamPanel.class).single()).contains("Incident CommanderBob Johnson"));
        assertThat(jane.find(Button.class).withText("Hand over…").all()).isEmpty();
    }

    @Test
    void an_offer_is_declined_with_a_reason_or_withdrawn() {
        world.anOfferTo(BOB);
        BrowserlessUIContext bob = page(BOB);
        bob.test(button(bob, "Answer…")).click();
        bob.test(button(bob, "Decline…")).click();
        bob.test(button(bob, "Decline")).click();
        TextField why = bob.find(TextField.class).single();
        assertThat(why.getErrorMessage()).contains("Reason: 1 to 200");
        why.setValue("On a train");
        bob.test(button(bob, "Decline")).click();
        assertThat(world.team().seat(Team.COMMANDER).orElseThrow().offer()).isNull();

        world.anOfferTo(BOB);
        BrowserlessUIContext jane = page(JANE);
        assertThat(text(jane.find(TeamPanel.class).single())).contains("⇄ offeredto Bob Johnson, the deputy");
        jane.test(button(jane, "Withdraw offer")).click();
        assertThat(world.team().seat(Team.COMMANDER).orElseThrow().offer()).isNull();
    }

    @Test
    void the_deputy_takes_over_from_a_disabled_account_with_a_reason() {
        world.disable(JANE);
        BrowserlessUIContext bob = page(BOB);
        assertThat(text(bob.find(TeamPanel.class).single())).contains("✕ vacant: account disabled");
        bob.test(button(bob, "Take over…")).click();
        bob.find(TextField.class).single().setValue("Jane has left");
        bob.test(button(bob, "Take over")).click();

        assertThat(world.team().commandedBy("bob")).isTrue();
        assertThat(bob.find(Button.class).withText("Take over…").all()).isEmpty();
    }

    @Test
    void the_commander_assigns_a_role_and_it_is_given_back() {
        BrowserlessUIContext jane = page(JANE);
        jane.test(jane.find(Button.class).withText("Assign…").all().getFirst()).click();
        jane.test(button(jane, "Assign")).click();
        assertThat(text(jane.find(AssignDialog.class).single())).contains("To: choose somebody.");
        PersonChoice to = jane.find(PersonChoice.class).single();
        assertThat(to.getListDataView().getItems()).noneMatch(it -> it.login().equals("vera"));
        to.setValue(to.getListDataView()
                .getItems()
                .filter(it -> it.login().equals("eve"))
                .findFirst()
                .orElseThrow());
        jane.test(button(jane, "Assign")).click();
        assertThat(world.team().holder("technical-lead").orElseThrow().login()).isEqualTo("eve");

        BrowserlessUIContext eve = page(EVE);
        eve.test(button(eve, "Give back")).click();
        assertThat(world.team().holder("technical-lead")).isEmpty();
    }

    @Test
    void html_in_a_report_is_shown_as_text() {
        SituationReport good = world.report();
        String html = "<img src=x onerror=alert(1)>";
        world.handovers()
                .offer(
                        world.id,
                        Team.COMMANDER,
                        "bob",
                        new SituationReport(
                                good.phase(), html, good.tried(), html, good.waitingFor(), good.nextCheckpoint()),
                        JANE);
        BrowserlessUIContext bob = page(BOB);
        bob.test(button(bob, "Answer…")).click();

        ReportText report = bob.find(ReportText.class).single();
        assertThat(text(report)).contains(html);
        assertThat(report.getElement().getOuterHTML()).contains("&lt;img").doesNotContain("<img");
    }

    @Test
    void somebody_who_goes_quiet_is_shown_so_without_a_reload() {
        BrowserlessUIContext vera = page(VERA);
        world.incidents.clock.turn(Duration.ofMinutes(7));
        world.isHere(BOB);

        vera.activate();
        until(() -> text(vera.find(TeamPanel.class).single()).contains("Jane Smith○ not seen for 7 min"));
    }

    private BrowserlessUIContext page(Actor actor) {
        var user = browsers.newUser();
        BrowserlessUIContext window = user.newWindow();
        user.getSession().setAttribute(Actor.class, actor);
        window.navigate("team", TeamView.class);
        return window;
    }

    private static Button button(BrowserlessUIContext window, String text) {
        return window.find(Button.class).withText(text).single();
    }

    private static TextArea area(BrowserlessUIContext window, String label) {
        return window.find(TextArea.class).all().stream()
                .filter(it -> label.equals(it.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static void answer(BrowserlessUIContext window, int question, String answer) {
        ((RadioButtonGroup<String>) window.find(RadioButtonGroup.class).all().get(question)).setValue(answer);
    }

    private static String text(Component component) {
        return component.getElement().getTextRecursively();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
