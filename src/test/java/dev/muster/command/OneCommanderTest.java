package dev.muster.command;

import static dev.muster.command.CommandWorld.BOB;
import static dev.muster.command.CommandWorld.DORA;
import static dev.muster.command.CommandWorld.JANE;
import static dev.muster.command.CommandWorld.rightAnswers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import dev.muster.security.Actor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At each moment exactly one person commands: by the rows, by the timeline, and because the database allows no other. */
class OneCommanderTest {

    private static final List<Actor> PEOPLE = List.of(JANE, BOB, DORA);
    private static final Pattern PASSED = Pattern.compile("Incident Commander: (.+) → (.+?), (handed|taken) over.*");

    private final CommandWorld world = new CommandWorld();

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 22, 333})
    void through_random_handovers_there_is_never_a_gap_and_never_two(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            aRound(random);
        }

        NavigableMap<Instant, String> told = toldByTheTimeline();
        assertThat(told).hasSizeGreaterThan(5);
        Instant declared = world.incidents.room(world.id).incident().declaredAt();
        Instant end = world.incidents.clock.instant().plusSeconds(1);
        assertThat(world.query().commanderAt(world.id, declared.minusNanos(1000)))
                .isEmpty();
        List<Holding> commands = world.query().history(world.id);
        for (Instant at = declared; at.isBefore(end); at = at.plus(Duration.ofSeconds(17))) {
            thereIsExactlyOne(commands, told, at);
        }
        for (Holding holding : commands) {
            thereIsExactlyOne(commands, told, holding.from());
            thereIsExactlyOne(commands, told, holding.from().plusNanos(1000));
            if (holding.from().isAfter(declared)) {
                thereIsExactlyOne(commands, told, holding.from().minusNanos(1000));
            }
        }
        assertThat(world.incidents.room(world.id).incident().commander())
                .isEqualTo(commands.getLast().login());
    }

    /** Somebody offers, and then several people do at once what they should and should not. */
    private void aRound(Random random) throws Exception {
        if (random.nextInt(3) > 0) {
            world.incidents.clock.turn(Duration.ofMillis(random.nextInt(400_000)));
        }
        PEOPLE.forEach(world::isHere);
        Actor holder = PEOPLE.stream()
                .filter(it -> world.team().commandedBy(it.login()))
                .findFirst()
                .orElseThrow();
        Actor other = PEOPLE.get((PEOPLE.indexOf(holder) + 1 + random.nextInt(2)) % 3);
        if (world.commander().offer() == null) {
            world.handovers().offer(world.id, Team.COMMANDER, other.login(), world.report(), holder);
        }
        long offer = world.offer().id();
        Callable<?> accept = () -> world.handovers().accept(offer, rightAnswers(), other);
        Callable<?> withdraw = () -> {
            world.handovers().withdraw(offer, holder);
            return true;
        };
        Callable<?> decline = () -> {
            world.handovers().decline(offer, "no", other);
            return true;
        };
        Callable<?> sweep = () -> {
            world.incidents.context().getBean(SilentHandovers.class).passOn();
            return true;
        };
        Callable<?> takeOver = () -> {
            world.command().takeOver(world.id, Team.COMMANDER, "quiet", BOB);
            return true;
        };
        CommandWorld.atOnce(
                switch (random.nextInt(4)) {
                    case 0 -> List.of(accept, withdraw, takeOver);
                    case 1 -> List.of(accept, accept, sweep);
                    case 2 -> List.of(decline, accept, sweep);
                    default -> List.of(sweep, accept);
                });
    }

    private void thereIsExactlyOne(List<Holding> commands, NavigableMap<Instant, String> told, Instant at) {
        assertThat(commands.stream().filter(it -> it.covers(at)))
                .as("who commands at %s", at)
                .hasSize(1);
        Holding found = world.query().commanderAt(world.id, at).orElseThrow();
        assertThat(Objects.requireNonNull(told.floorEntry(at)).getValue())
                .as("the timeline's commander at %s", at)
                .isEqualTo(found.name());
    }

    /** Who commanded from when on, by nothing but the lines that people read. */
    private NavigableMap<Instant, String> toldByTheTimeline() {
        NavigableMap<Instant, String> told = new TreeMap<>();
        List<TimelineEntry> lines = world.incidents.room(world.id).timeline().stream()
                .sorted(Comparator.comparingLong(TimelineEntry::id))
                .toList();
        String commander = "";
        for (TimelineEntry line : lines) {
            Matcher passed = PASSED.matcher(line.text());
            if (line.kind() == TimelineKind.DECLARED) {
                commander = line.actorName();
                told.put(line.happenedAt(), commander);
            } else if (passed.matches()) {
                assertThat(passed.group(1)).as(line.text()).isEqualTo(commander);
                commander = passed.group(2);
                told.put(line.happenedAt(), commander);
            }
        }
        return told;
    }

    @Test
    void the_database_refuses_a_second_commander() {
        assertThatThrownBy(() -> world.sql("insert into role_holding (incident_id, role_key, login, name, from_at, how)"
                        + " values (" + world.id.value()
                        + ", 'incident-commander', 'bob', 'Bob', '2026-11-22T13:00Z', 'TAKEN')"))
                .hasMessageContaining("one_commander");
        assertThatThrownBy(() ->
                        world.sql("insert into role_holding (incident_id, role_key, login, name, from_at, until_at,"
                                + " how) values (" + world.id.value()
                                + ", 'incident-commander', 'bob', 'Bob', '2026-11-22T13:00Z', '2026-11-22T14:00Z',"
                                + " 'TAKEN')"))
                .hasMessageContaining("one_commander");
    }

    @Test
    void the_database_refuses_two_in_any_other_role_too() {
        world.command().take(world.id, CommandWorld.LEAD, CommandWorld.CHARLIE);

        assertThatThrownBy(() -> world.sql("insert into role_holding (incident_id, role_key, login, name, from_at, how)"
                        + " values (" + world.id.value()
                        + ", 'technical-lead', 'bob', 'Bob', '2026-11-22T13:00Z', 'TAKEN')"))
                .hasMessageContaining("role_holding_now");
    }

    @Test
    void the_database_refuses_a_command_that_ends_without_a_next_one() {
        assertThatThrownBy(() -> world.sql("update role_holding set until_at = '2026-11-22T13:00Z' where incident_id = "
                        + world.id.value()))
                .hasMessageContaining("command_goes_on");
        assertThatThrownBy(() -> world.sql("with ended as (update role_holding set until_at = '2026-11-22T13:00Z'"
                        + " where incident_id = " + world.id.value() + " returning incident_id)"
                        + " insert into role_holding (incident_id, role_key, login, name, from_at, how)"
                        + " select incident_id, 'incident-commander', 'bob', 'Bob', '2026-11-22T13:01Z', 'TAKEN'"
                        + " from ended"))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void the_database_refuses_an_incident_that_nobody_commands() {
        assertThatThrownBy(() -> world.sql("insert into incident (title, scenario, severity, state, detected_at,"
                        + " declared_at, commander, commander_name, plan_version_id) select 'x', scenario, 1,"
                        + " 'DECLARED', now(), now(), 'jane', 'Jane', plan_version_id from incident limit 1"))
                .hasMessageContaining("commanded_from_the_start");
    }

    @Test
    void the_console_s_database_user_can_neither_rewrite_nor_delete_who_commanded() {
        assertThatThrownBy(() -> world.sql("update role_holding set login = 'bob'"))
                .hasMessageContaining("denied");
        assertThatThrownBy(() -> world.sql("delete from role_holding")).hasMessageContaining("denied");
        assertThatThrownBy(() -> world.sql("delete from handover")).hasMessageContaining("denied");
    }
}
