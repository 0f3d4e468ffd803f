package dev.muster.bench;

import dev.muster.MusterApplication;
import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.incident.Declaration;
import dev.muster.incident.IncidentId;
import dev.muster.incident.IncidentService;
import dev.muster.practice.PracticeEstate;
import dev.muster.security.AccountService;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The console in this JVM on a durable PostgreSQL of its own, with one open incident of the shipped plan. */
final class RoomConsole implements AutoCloseable {

    static final String LOGIN = "bench";
    static final String PASSWORD = "correct horse battery";

    private static final Actor COMMANDER = new Actor(LOGIN, "Bench", Role.COMMANDER, "127.0.0.1");

    private final PracticeEstate own = PracticeEstate.empty().withPrimary();
    private final ConfigurableApplicationContext console;
    final IncidentId incident;
    final String address;

    /** @param heartbeatSeconds how often a tab says that it lives; after three silences it is dead */
    RoomConsole(int heartbeatSeconds) throws IOException {
        own.primary().execute("postgres", "alter system set fsync = on", "select pg_reload_conf()");
        for (String role : new String[] {"muster_owner", "muster_app"}) {
            own.primary().execute("postgres", "create role " + role + " login password 'bench'");
        }
        own.primary().execute("postgres", "create database muster owner muster_owner");
        console = SpringApplication.run(
                MusterApplication.class,
                "--spring.datasource.url=" + own.primary().url("muster"),
                "--spring.datasource.username=muster_app",
                "--spring.datasource.password=bench",
                "--spring.flyway.user=muster_owner",
                "--spring.flyway.password=bench",
                "--server.port=0",
                "--vaadin.heartbeat-interval=" + heartbeatSeconds,
                "--muster.work-directory=" + own.resolve("work"),
                "--muster.keys-directory=" + own.resolve("keys"));
        address = "http://127.0.0.1:"
                + Objects.requireNonNull(((WebServerApplicationContext) console).getWebServer())
                        .getPort();
        console.getBean(AccountService.class).create(LOGIN, "Bench", PASSWORD, Role.COMMANDER, Actor.console("bench"));
        Instant now = console.getBean(Clock.class).instant();
        incident = console.getBean(IncidentService.class)
                .declare(new Declaration(scenario(), 1, "Database corruption", null, now), COMMANDER);
    }

    private String scenario() {
        return console.getBean(dev.muster.plan.Plans.class)
                .current()
                .plan()
                .scenarios()
                .getFirst()
                .key();
    }

    Item item() {
        return console.getBean(RoomQuery.class)
                .room(incident)
                .orElseThrow()
                .phases()
                .getFirst()
                .items()
                .getFirst();
    }

    String room() {
        return "/incidents/" + incident.value();
    }

    /** Writes so many lines straight into the story, a second apart and all in the past. */
    void fillTimeline(int lines) {
        own.primary()
                .execute(
                        "muster",
                        "insert into timeline_entry (incident_id, happened_at, written_at, kind, actor, actor_name, text)"
                                + " select " + incident.value() + ", now() - n * interval '1 second', now(), 'NOTE',"
                                + " 'bench', 'Bench', 'Line ' || n || ': looked at the log of the primary, nothing new'"
                                + " from generate_series(1, " + lines + ") n");
    }

    @Override
    public void close() {
        console.close();
        own.close();
    }
}
