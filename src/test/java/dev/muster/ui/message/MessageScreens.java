package dev.muster.ui.message;

import com.vaadin.flow.server.VaadinSession;
import dev.muster.security.Actor;
import dev.muster.security.CurrentActor;
import dev.muster.ui.shell.LiveUpdates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;

/** The screens of messages with the person of the session. */
@ComponentScan("dev.muster.ui.message")
@Import(LiveUpdates.class)
public class MessageScreens {

    @Bean
    CurrentActor currentActor() {
        return () -> VaadinSession.getCurrent().getAttribute(Actor.class);
    }
}
