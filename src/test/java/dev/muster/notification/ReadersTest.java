package dev.muster.notification;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static dev.muster.incident.IncidentWorld.RESPONDER;
import static dev.muster.incident.IncidentWorld.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.attention.Attention;
import dev.muster.common.Refused;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;

/** A message that arrived waits until somebody says that it was read. */
class ReadersTest {

    private static final MessageWorld world = MessageWorld.still();

    private final IncidentId incident = world.incidents.aDeclaredIncident();
    private final MessageId message = arrived();

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void it_waits_after_ten_minutes_and_until_the_first_one_has_read_it() {
        world.incidents.clock.turn(Duration.ofMinutes(9));
        assertThat(waiting()).isEmpty();
        world.incidents.clock.turn(Duration.ofMinutes(2));
        assertThat(waiting()).singleElement().satisfies(it -> {
            assertThat(it.text()).isEqualTo("Nobody has acknowledged \"Initial alert\" to Secondary");
            assertThat(it.link()).isEqualTo("messages?incident=" + incident.value());
            assertThat(it.holds()).isEqualTo(Attention.Holds.PEOPLE);
        });

        readers().read(message, VIEWER);

        assertThat(waiting()).isEmpty();
        assertThat(acknowledgements()).singleElement().satisfies(it -> {
            assertThat(it.reader()).isEqualTo(VIEWER.name());
            assertThat(it.hearsay()).isFalse();
        });
        assertThat(world.incidents.room(incident).timeline())
                .extracting(TimelineEntry::text)
                .contains(VIEWER.name() + " has read \"Initial alert\" (Secondary)");
    }

    @Test
    void somebody_without_an_account_is_noted_by_who_heard_it() {
        readers().readBy(message, " Carol of the board ", RESPONDER);
        assertThat(acknowledgements()).singleElement().satisfies(it -> {
            assertThat(it.reader()).isEqualTo("Carol of the board");
            assertThat(it.notedBy()).isEqualTo(RESPONDER.name());
            assertThat(it.hearsay()).isTrue();
        });
    }

    @Test
    void what_is_no_acknowledgement_is_refused() {
        assertThatThrownBy(() -> readers().read(message, COMMANDER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("You sent it");
        assertThatThrownBy(() -> readers().readBy(message, "Carol", VIEWER)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> readers().readBy(message, " ", RESPONDER)).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> readers().readBy(message, "x".repeat(10_000), RESPONDER))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> readers().read(new MessageId(999_999), VIEWER))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("no message 999999");
        readers().read(message, VIEWER);
        assertThatThrownBy(() -> readers().readBy(message, VIEWER.name(), RESPONDER))
                .isInstanceOf(Refused.class)
                .hasMessage(VIEWER.name() + " has acknowledged it before.");
        assertThat(acknowledgements()).hasSize(1);

        world.incidents.incidents().cancel(incident, "a false alarm", COMMANDER);
        assertThatThrownBy(() -> readers().readBy(message, "Carol", RESPONDER)).isInstanceOf(Refused.class);
    }

    private MessageId arrived() {
        MessageId sent = world.messages()
                .send(world.words(incident, "secondary", "Down", "It is down", "board@company.com"), COMMANDER)
                .getFirst();
        world.execute(
                "update message_delivery set state = 'SENT', changed_at = (select sent_at from message where id = "
                        + sent.value() + ") where message_id = " + sent.value());
        return sent;
    }

    private List<Attention> waiting() {
        return world.get(JooqMessageAttention.class).waiting(world.incidents.clock.instant()).stream()
                .filter(it ->
                        it.incident().filter(of -> of.id().equals(incident)).isPresent())
                .toList();
    }

    private List<Acknowledgement> acknowledgements() {
        return world.outbox(incident).getFirst().acknowledgements();
    }

    private static Readers readers() {
        return world.get(Readers.class);
    }
}
