package dev.muster.ui.shell;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinRequest;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.muster.roster.Presence;
import java.security.Principal;
import org.springframework.stereotype.Component;

/** Every request of a page, the heartbeat that an open one sends each minute included, says that its person is here. */
@Component
class PresenceSigns implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private final transient Presence presence;

    PresenceSigns(Presence presence) {
        this.presence = presence;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addRequestHandler((session, request, response) -> {
            note(request);
            return false;
        });
    }

    private void note(VaadinRequest request) {
        Principal person = request.getUserPrincipal();
        if (person != null) {
            presence.seen(person.getName());
        }
    }
}
