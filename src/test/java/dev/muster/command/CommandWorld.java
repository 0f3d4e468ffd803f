package dev.muster.command;

import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentWorld;
import dev.muster.roster.Presence;
import dev.muster.security.AccountActed;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A declared incident whose people have accounts: Jane commands, the plan's deputy is Bob. */
public final class CommandWorld implements AutoCloseable {

    public static final Actor JANE = IncidentWorld.COMMANDER;
    public static final Actor BOB = new Actor("bob", "Bob Johnson", Role.COMMANDER, "10.0.0.5");
    public static final Actor DORA = new Actor("dora", "Dora Diaz", Role.COMMANDER, "10.0.0.6");
    public static final Actor CHARLIE = IncidentWorld.RESPONDER;
    public static final Actor EVE = IncidentWorld.OTHER_RESPONDER;
    public static final Actor VERA = IncidentWorld.VIEWER;
    static final String LEAD = "technical-lead";
    static final String SECURITY = "security-officer";

    public final IncidentWorld incidents;
    public final IncidentId id;

    public CommandWorld(Class<?>... more) {
        incidents = new IncidentWorld(
                Stream.concat(Stream.of(TeamAttention.class), Stream.of(more)).toArray(Class<?>[]::new));
        for (Actor actor : List.of(JANE, BOB, DORA, CHARLIE, EVE, VERA)) {
            sql("insert into account (login, display_name, password_hash, role, created_at) values ('" + actor.login()
                    + "', '" + actor.name() + "', '-', '" + actor.role() + "', now())");
        }
        Stream.of(JANE, BOB, DORA, CHARLIE, EVE).forEach(this::isHere);
        id = incidents.aDeclaredIncident();
    }

    CommandService command() {
        return incidents.context().getBean(CommandService.class);
    }

    public HandoverService handovers() {
        return incidents.context().getBean(HandoverService.class);
    }

    CommandQuery query() {
        return incidents.context().getBean(CommandQuery.class);
    }

    public Team team() {
        return query().team(id).orElseThrow();
    }

    SeatState commander() {
        return team().seat(Team.COMMANDER).orElseThrow();
    }

    Handover offer() {
        return Objects.requireNonNull(commander().offer());
    }

    String commanderName() {
        return team().holder(Team.COMMANDER).orElseThrow().name();
    }

    List<String> lines() {
        return incidents.room(id).timeline().stream().map(it -> it.text()).toList();
    }

    public SituationReport report() {
        return new SituationReport(
                "Recovery",
                "Restore runs beside the live database",
                "Restart of the application",
                "Disk full",
                "The restore to finish",
                incidents.clock.instant().plus(Duration.ofMinutes(30)));
    }

    public long anOfferTo(Actor to) {
        return handovers().offer(id, Team.COMMANDER, to.login(), report(), JANE);
    }

    static List<String> rightAnswers() {
        return List.of("Recovery", "The restore to finish");
    }

    public void isHere(Actor actor) {
        incidents.context().getBean(Presence.class).seen(actor.login());
    }

    /** As the account service does it: the row and the fact in one transaction. */
    public void disable(Actor actor) {
        change(actor, "enabled = false", "disable-account");
    }

    void enable(Actor actor) {
        change(actor, "enabled = true", "enable-account");
    }

    void makeViewer(Actor actor) {
        change(actor, "role = 'VIEWER'", "change-role");
    }

    private void change(Actor actor, String set, String action) {
        inTransaction(() -> {
            incidents
                    .context()
                    .getBean(DSLContext.class)
                    .execute("update account set " + set + ", version = version + 1 where login = '" + actor.login()
                            + "'");
            incidents
                    .context()
                    .publishEvent(new AccountActed(
                            new Actor("ada", "Ada Stone", Role.ADMIN, "10.0.0.9"),
                            action,
                            actor.login(),
                            null,
                            null,
                            "done",
                            true));
        });
    }

    void inTransaction(Runnable act) {
        new TransactionTemplate(incidents.context().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> act.run());
    }

    public void sql(String statement) {
        try (var connection = incidents.context().getBean(DataSource.class).getConnection();
                var execution = connection.createStatement()) {
            execution.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Does all of it at the same moment; the messages of those that failed, "done" for the others. */
    static List<String> atOnce(List<Callable<?>> acts) throws Exception {
        CyclicBarrier start = new CyclicBarrier(acts.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(acts.size())) {
            List<Future<String>> results = acts.stream()
                    .map(act -> threads.submit(() -> {
                        start.await();
                        try {
                            act.call();
                            return "done";
                        } catch (RuntimeException e) {
                            return String.valueOf(e.getMessage());
                        }
                    }))
                    .toList();
            List<String> all = new ArrayList<>();
            for (Future<String> result : results) {
                all.add(result.get());
            }
            return all;
        }
    }

    @Override
    public void close() {
        incidents.close();
    }
}
