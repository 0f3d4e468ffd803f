package dev.muster.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.incident.IncidentWorld;
import dev.muster.plan.ServiceProbe;
import dev.muster.testing.TestDatabase;
import dev.muster.testing.TurnableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;

/** What is written down, by whom, and what happens while the database is down. */
class HistoryTest {

    private static final Instant NOON = IncidentWorld.NOON;
    private static final ServiceProbe PROBE = new ServiceProbe(
            "look",
            StatedBoard.looking(List.of()).services().getFirst().key(),
            new ServiceProbe.Tcp("a", 1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            1,
            1);
    private static final String SERVICE = PROBE.service();

    private final TurnableClock clock = new TurnableClock(NOON);
    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicBoolean databaseDown = new AtomicBoolean();
    private @Nullable StatusHistory history;

    @BeforeEach
    void open() {
        TestDatabase database = TestDatabase.fresh();
        pool.setJdbcUrl(database.url());
        pool.setUsername(database.application());
        pool.setPassword(database.password());
        pool.setMaximumPoolSize(2);
        history = new JooqStatusHistory(DSL.using(new TransactionAwareDataSourceProxy(pool), SQLDialect.POSTGRES));
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void only_changes_are_written_and_the_time_without_a_console_is_unknown() {
        Console first = new Console();
        first.sees(ServiceState.UP);
        for (int i = 0; i < 100; i++) {
            first.sees(ServiceState.UP);
        }
        assertThat(states()).containsExactly("UNKNOWN 0", "UP 1");
        clock.turn(Duration.ofMinutes(2));
        first.keeper.write(List.of());
        long lastSeen = seconds();

        clock.turn(Duration.ofHours(3));
        Console second = new Console();
        second.sees(ServiceState.UP);

        assertThat(states()).containsExactly("UNKNOWN 0", "UP 1", "UNKNOWN " + lastSeen, "UP " + seconds());
    }

    @Test
    void of_two_consoles_one_writes_until_it_is_silent_for_half_a_minute() {
        Console first = new Console();
        Console second = new Console();
        first.sees(ServiceState.UP);
        second.sees(ServiceState.UP);
        assertThat(states()).containsExactly("UNKNOWN 0", "UP 1");

        clock.turn(Duration.ofSeconds(40));
        second.sees(ServiceState.DOWN);

        assertThat(states()).endsWith("UNKNOWN 1", "DOWN " + seconds());
        first.sees(ServiceState.DOWN);
        assertThat(states()).endsWith("DOWN " + (seconds() - 1));
    }

    @Test
    void while_the_database_is_down_the_board_goes_on_and_the_history_is_written_when_it_is_back() {
        Console console = new Console();
        StatusTeller teller = new StatusTeller(console.keeper, event -> {}, false);
        try {
            console.sees(ServiceState.UP);
            databaseDown.set(true);
            clock.turn(Duration.ofSeconds(1));
            console.look(ServiceState.DOWN).ifPresent(teller::moved);
            clock.turn(Duration.ofSeconds(1));
            console.look(ServiceState.UP).ifPresent(teller::moved);
            teller.write();
            assertThat(console.board.services().getFirst().state()).isEqualTo(ServiceState.UP);
            assertThat(states()).containsExactly("UNKNOWN 0", "UP 1");

            databaseDown.set(false);
            teller.write();

            until(() -> states().equals(List.of("UNKNOWN 0", "UP 1", "DOWN 2", "UP 3")));
        } finally {
            teller.destroy();
        }
    }

    @Test
    void the_console_cannot_rewrite_what_was_written() {
        new Console().sees(ServiceState.UP);
        assertThatThrownBy(() -> DSL.using(pool, SQLDialect.POSTGRES).execute("delete from service_transition"))
                .hasMessageContaining("permission denied");
    }

    @Test
    void a_stretch_begins_with_the_state_before_it() {
        Console console = new Console();
        console.sees(ServiceState.UP);
        clock.turn(Duration.ofDays(2));
        console.sees(ServiceState.DOWN);

        assertThat(written().since(clock.instant().minus(Duration.ofDays(1))).get(SERVICE))
                .extracting(Transition::state)
                .containsExactly(ServiceState.UP, ServiceState.DOWN);
    }

    private List<String> states() {
        return written().latest(SERVICE, 50).reversed().stream()
                .map(it -> it.state() + " " + Duration.between(NOON, it.at()).toSeconds())
                .toList();
    }

    private StatusHistory written() {
        return java.util.Objects.requireNonNull(history);
    }

    private long seconds() {
        return Duration.between(NOON, clock.instant()).toSeconds();
    }

    private static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    /** One console with its own board, on the same database. */
    private final class Console {

        private final LiveBoard board = new LiveBoard(clock);
        private final HistoryKeeper keeper;

        private Console() {
            board.show(StatedBoard.looking(List.of(PROBE)));
            keeper = new HistoryKeeper(written(), board, clock, new Interrupted());
            keeper.write(List.of());
        }

        private Optional<Transition> look(ServiceState state) {
            return board.record(PROBE, new Answer(state, "seen", Duration.ofMillis(1)), clock.instant());
        }

        private void sees(ServiceState state) {
            clock.turn(Duration.ofSeconds(1));
            keeper.write(look(state).stream().toList());
        }
    }

    /** Transactions of a database that may be down. */
    private final class Interrupted implements PlatformTransactionManager {

        private final PlatformTransactionManager real = new DataSourceTransactionManager(pool);

        @Override
        public TransactionStatus getTransaction(@Nullable TransactionDefinition definition) {
            if (databaseDown.get()) {
                throw new org.springframework.transaction.CannotCreateTransactionException("the database is down");
            }
            return real.getTransaction(definition);
        }

        @Override
        public void commit(TransactionStatus status) {
            real.commit(status);
        }

        @Override
        public void rollback(TransactionStatus status) {
            real.rollback(status);
        }
    }
}
