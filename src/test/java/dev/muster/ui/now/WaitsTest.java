package dev.muster.ui.now;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import dev.muster.attention.Attention;
import dev.muster.attention.Attentions;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import dev.muster.testing.MusterTest;
import dev.muster.ui.objective.AttentionList;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.test.context.support.WithMockUser;

/** Each kind of thing that waits for somebody, stated on the whole console. */
@WithMockUser(username = "jane", roles = "COMMANDER")
class WaitsTest extends MusterTest {

    private static final Actor JANE = new Actor("jane", "Jane Smith", Role.COMMANDER, "10.0.0.4");
    private static final String QUIET = "quill";

    @Autowired
    private IncidentService incidents;

    @Autowired
    private RoomQuery rooms;

    @Autowired
    private AccountService accounts;

    @Autowired
    private Attentions attentions;

    @Autowired
    private DSLContext database;

    @Autowired
    private Clock clock;

    private IncidentId id = new IncidentId(1);

    @BeforeEach
    void an_exercise_in_which_everything_waits() {
        if (accounts.find(QUIET).isEmpty()) {
            accounts.create(QUIET, "Quill Quiet", PASSWORD, Role.RESPONDER, Actor.console("test"));
        }
        id = incidents.declare(
                new Declaration("cyber-attack", 1, "Everything waits", null, clock.instant(), List.of(), true), JANE);
        List<Item> items = rooms.room(id).orElseThrow().phases().getFirst().items();
        database.execute(
                "update checklist_item set due_at = now() - interval '1 minute' where id = ?",
                items.get(0).id());
        database.execute(
                "update checklist_item set state = 'BLOCKED', changed_at = now() where id = ?",
                items.get(1).id());
        run("AWAITING_APPROVAL", "waits-approval");
        run("PAUSED", "waits-decision");
        run("FAILED", "waits-failed");
        database.execute(
                "insert into role_holding (incident_id, role_key, login, name, from_at, how)"
                        + " values (?, 'database-admin', ?, 'Quill Quiet', now() - interval '1 hour', 'TAKEN')",
                id.value(),
                QUIET);
        database.execute(
                "with sent as (insert into message (act, incident_id, channel_key, channel_title, channel_kind,"
                        + " template_key, template_title, subject, body, exercise, sent_by, sent_by_name, sent_at) values"
                        + " (gen_random_uuid(), ?, 'email', 'E-mail', 'EMAIL', 'initial-alert', 'Initial alert', 'Down',"
                        + " 'It is down', false, 'jane', 'Jane Smith', now()) returning id) insert into message_delivery"
                        + " (message_id, recipient, delivery_key, state, next_at, changed_at) select id,"
                        + " 'users@bdc.example', gen_random_uuid(), 'FAILED', now(), now() from sent",
                id.value());
    }

    private void run(String state, String target) {
        database.execute(
                "insert into run (procedure_key, title, target, state, reason, incident_id, plan_version_id,"
                        + " launched_by, launched_name, launched_role, launched_from, launched_at, ended_at) select"
                        + " 'restore-database', 'Restore the database', ?, ?, 'no space left', ?, plan_version_id, 'jane',"
                        + " 'Jane Smith', 'COMMANDER', 'here', now(), case when ? = 'FAILED' then now() end from incident"
                        + " where id = ?",
                target,
                state,
                id.value(),
                state,
                id.value());
    }

    @AfterEach
    void nothing_waits_any_more() {
        database.execute("delete from run where incident_id = ?", id.value());
        incidents.cancel(id, "A test", JANE);
        assertThat(attentions.of(id)).isEmpty();
    }

    @Test
    void whatever_waits_stands_in_its_room_and_on_now_in_the_same_order() {
        List<Attention> waiting = attentions.of(id);
        assertThat(waiting).extracting(Attention::kind).contains(Attention.Kind.values());
        assertThat(waiting)
                .extracting(Attention::text)
                .anyMatch(it -> it.endsWith("waits for another person's approval"))
                .anyMatch(it -> it.endsWith("asks: no space left"))
                .anyMatch(it -> it.endsWith("failed: no space left"))
                .anyMatch(it -> it.startsWith("Overdue: "))
                .anyMatch(it -> it.startsWith("Blocked: "))
                .contains("A message did not reach users@bdc.example")
                .anyMatch(it -> it.endsWith("Quill Quiet has gone quiet"));

        assertThat(shown(navigate(NowView.class))).containsSubsequence(rows(waiting));

        navigate("incidents/" + id.value(), Component.class);
        assertThat(shown(getCurrentView())).containsExactlyElementsOf(inItsRoom(waiting));
    }

    @Test
    void an_exercise_says_so_on_every_page_that_is_about_it() {
        long run = database.fetchOptional("select max(id) from run where incident_id = ?", id.value())
                .orElseThrow()
                .get(0, Long.class);

        for (String page : List.of("incidents", "", "incidents/" + id.value(), "team", "runs/" + run)) {
            navigate(page, Component.class);
            assertThat(((Component) getCurrentView()).getElement().getTextRecursively())
                    .as("/" + page)
                    .contains("EXERCISE");
        }
    }

    /** As each row says it: what waits, and what its link does and where it leads. */
    private static List<String> rows(List<Attention> waiting) {
        return waiting.stream()
                .map(it -> it.text() + " | " + it.act() + " | " + it.link())
                .toList();
    }

    /** There nothing leads to where one is. */
    private List<String> inItsRoom(List<Attention> waiting) {
        String here = "incidents/" + id.value();
        return waiting.stream()
                .map(it ->
                        it.link().equals(here) ? it.text() : rows(List.of(it)).getFirst())
                .toList();
    }

    private static String row(ListItem item) {
        String text = item.getChildren()
                .filter(Div.class::isInstance)
                .flatMap(Component::getChildren)
                .findFirst()
                .map(it -> it.getElement().getText())
                .orElseThrow();
        return item.getChildren()
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .findFirst()
                .map(act -> text + " | " + act.getText() + " | " + act.getHref())
                .orElse(text);
    }

    private List<String> shown(com.vaadin.flow.component.HasElement view) {
        AttentionList list = find(AttentionList.class, (Component) view).single();
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (find(ListItem.class, list).all().isEmpty() && System.nanoTime() < end) {
            LockSupport.parkNanos(20_000_000);
            roundTrip();
            find(Div.class).exists();
        }
        find(Button.class, list).all().stream()
                .filter(it -> it.getText().startsWith("Show all"))
                .forEach(it -> test(it).click());
        return find(ListItem.class, list).all().stream().map(WaitsTest::row).toList();
    }
}
