package dev.muster.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.command.CommandWorld;
import dev.muster.plan.TeamRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.event.EventListener;

class RosterTest {

    private final CommandWorld world = new CommandWorld(Told.class);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void the_plan_s_people_are_found_by_their_names_with_contact_and_deputy() {
        List<Seat> seats = roster().seats();

        assertThat(seats)
                .extracting(Seat::title)
                .containsExactly("Incident Commander", "Technical Lead", "Database Admin", "Security Officer");
        Seat commander = seats.getFirst();
        assertThat(commander.names("jane")).isTrue();
        assertThat(holder(commander).phone()).isEqualTo("+1 555 0100");
        assertThat(commander.hasDeputy("bob")).isTrue();
        assertThat(commander.answerWithin()).isEqualTo(Duration.ofMinutes(5));
        assertThat(holder(seats.get(2)).account()).as("Alice has none").isNull();
        assertThat(seats.getLast().holder()).as("nobody is named").isNull();
    }

    @Test
    void a_login_in_the_plan_counts_before_the_name_and_two_of_one_name_are_nobody() {
        world.sql("insert into account (login, display_name, password_hash, role, created_at)"
                + " values ('jane2', 'Jane Smith', '-', 'VIEWER', now())");

        List<Seat> seats = ((PlanRoster) roster())
                .seats(List.of(
                        role("a", new TeamRole.Person("Jane Smith", none(), none(), none())),
                        role("b", new TeamRole.Person("Jane Smith", none(), none(), Optional.of("JANE2"))),
                        role("c", new TeamRole.Person("Jane Smith", none(), none(), Optional.of("nobody"))),
                        role("d", new TeamRole.Person("bob johnson", none(), none(), none()))));

        assertThat(seats.stream().map(it -> Optional.ofNullable(holder(it).account())
                        .map(Attendance::login)
                        .orElse("-")))
                .containsExactly("-", "jane2", "-", "bob");
    }

    @Test
    void many_signs_of_life_are_one_write() {
        world.sql("delete from presence");
        Instant start = world.incidents.clock.instant();
        world.incidents.clock.turn(Duration.ofSeconds(15));
        presence().seen("jane");
        world.incidents.clock.turn(Duration.ofSeconds(14));
        presence().seen("jane");
        assertThat(roster().account("jane").orElseThrow().lastSeen()).isEqualTo(start.plusSeconds(15));

        world.incidents.clock.turn(Duration.ofSeconds(1));
        presence().seen("jane");

        assertThat(roster().account("jane").orElseThrow().lastSeen()).isEqualTo(start.plusSeconds(30));
    }

    @Test
    void an_unknown_login_is_nobody_and_an_older_sign_does_not_count() {
        presence().seen("nobody");
        assertThat(roster().account("nobody")).isEmpty();

        Instant before =
                Objects.requireNonNull(roster().account("jane").orElseThrow().lastSeen());
        world.sql("update presence set seen_at = seen_at + interval '1 hour' where login = 'jane'");
        world.incidents.clock.turn(Duration.ofMinutes(1));
        presence().seen("jane");

        assertThat(roster().account("jane").orElseThrow().lastSeen()).isEqualTo(before.plusSeconds(3600));
    }

    @Test
    void screens_are_told_when_somebody_goes_quiet_and_when_they_come_back() {
        PresenceLog log = world.incidents.context().getBean(PresenceLog.class);
        log.look();
        int before = told().size();
        world.incidents.clock.turn(Duration.ofSeconds(119));
        log.look();
        assertThat(told()).hasSize(before);
        assertThat(roster().account("jane").orElseThrow().presentAt(now())).isTrue();

        world.incidents.clock.turn(Duration.ofSeconds(1));
        log.look();
        assertThat(told()).hasSize(before + 1);
        assertThat(roster().account("jane").orElseThrow().presentAt(now())).isFalse();

        presence().seen("jane");
        assertThat(told()).hasSize(before + 2);
    }

    private Instant now() {
        return world.incidents.clock.instant();
    }

    private Roster roster() {
        return world.incidents.context().getBean(Roster.class);
    }

    private Presence presence() {
        return world.incidents.context().getBean(Presence.class);
    }

    private List<PresenceChanged> told() {
        return world.incidents.context().getBean(Told.class).all;
    }

    private static Member holder(Seat seat) {
        return Objects.requireNonNull(seat.holder());
    }

    private static <T> Optional<T> none() {
        return Optional.empty();
    }

    private static TeamRole role(String key, TeamRole.Person holder) {
        return new TeamRole(key, key, holder, Optional.empty());
    }

    static class Told {

        final List<PresenceChanged> all = new CopyOnWriteArrayList<>();

        @EventListener
        void on(PresenceChanged fact) {
            all.add(fact);
        }
    }
}
