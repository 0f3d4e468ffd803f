package dev.muster.ui.team;

import com.vaadin.flow.server.VaadinSession;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.ui.incident.RoomScreens;
import dev.muster.ui.shell.LiveUpdates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The screens of the team on a real database, with the person of the session. */
@EnableTransactionManagement(proxyTargetClass = true)
@ComponentScan("dev.muster.ui.team")
@Import(LiveUpdates.class)
class TeamScreens {

    @Bean
    CurrentActor currentActor() {
        return () -> VaadinSession.getCurrent().getAttribute(Actor.class);
    }

    @Bean
    RoomScreens.StatedRuns runs() {
        return new RoomScreens.StatedRuns();
    }
}
