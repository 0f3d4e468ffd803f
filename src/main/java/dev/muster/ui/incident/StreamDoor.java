package dev.muster.ui.incident;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.CloseReason;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where a browser begins to listen. It comes as any request does, so whoever is not signed in is turned away before; a
 * ticket is good for the person to whose page it was given.
 */
@RestController
class StreamDoor {

    static final String PATH = "/stream/";

    private static final String CONTAINER = "jakarta.websocket.server.ServerContainer";

    private final RoomStreams streams;

    StreamDoor(RoomStreams streams) {
        this.streams = streams;
    }

    @GetMapping(PATH + "{ticket}")
    void enter(
            @PathVariable String ticket,
            @RequestParam(defaultValue = "false") boolean again,
            @RequestHeader(name = HttpHeaders.UPGRADE, required = false) @Nullable String upgrade,
            @Nullable Principal person,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, DeploymentException {
        if (person == null
                || !"websocket".equalsIgnoreCase(upgrade)
                || !(request.getServletContext().getAttribute(CONTAINER) instanceof ServerContainer container)
                || !streams.admits(ticket, person.getName())) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        ServerEndpointConfig config = ServerEndpointConfig.Builder.create(Listener.class, PATH + ticket)
                .configurator(new Plain(new Listener(streams, ticket, again)))
                .build();
        container.upgradeHttpToWebSocket(request, response, config, Map.of());
    }

    /** One endpoint for one stream, and no compression: its memory would cost more than the few bytes of a change. */
    private static final class Plain extends ServerEndpointConfig.Configurator {

        private final Listener listener;

        Plain(Listener listener) {
            this.listener = listener;
        }

        @Override
        public <T> T getEndpointInstance(Class<T> type) {
            return type.cast(listener);
        }

        @Override
        public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
            return List.of();
        }
    }

    /** The browser says nothing on it: its acts come as requests of their own. */
    private static final class Listener extends Endpoint {

        private final RoomStreams streams;
        private final String ticket;
        private final boolean again;

        Listener(RoomStreams streams, String ticket, boolean again) {
            this.streams = streams;
            this.ticket = ticket;
            this.again = again;
        }

        @Override
        public void onOpen(Session session, EndpointConfig config) {
            session.setMaxIdleTimeout(0);
            streams.opened(ticket, session, again);
        }

        @Override
        public void onClose(Session session, CloseReason reason) {
            streams.closed(ticket, session);
        }

        @Override
        public void onError(Session session, Throwable fault) {
            streams.closed(ticket, session);
        }
    }
}
