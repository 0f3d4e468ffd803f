package dev.muster.ui.shell;

import jakarta.servlet.ServletContext;
import java.util.Collections;
import org.atmosphere.cpr.ApplicationConfig;
import org.atmosphere.cpr.AtmosphereFramework;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.web.context.WebApplicationContext;

/**
 * Small buffers for the connections over which screens are told of changes: a tab keeps its own for as long as it is
 * open, and a browser says nothing on it but that it lives. What is longer than a buffer is sent in pieces.
 */
@Component
class PushBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final String BYTES = "2048";

    /** Before the container's WebSocket classes are loaded, which read this once. */
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", BYTES);
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", BYTES);
            connector.setProperty("socket.appWriteBufSize", BYTES);
        });
    }

    @EventListener
    void on(ApplicationReadyEvent ready) {
        if (ready.getApplicationContext() instanceof WebApplicationContext context
                && context.getServletContext() != null) {
            limitMessages(context.getServletContext());
        }
    }

    /** What a browser may send over the connection; its acts come as requests of their own. */
    private static void limitMessages(ServletContext context) {
        Collections.list(context.getAttributeNames()).stream()
                .map(context::getAttribute)
                .filter(AtmosphereFramework.class::isInstance)
                .map(AtmosphereFramework.class::cast)
                .forEach(it -> it.addInitParameter(ApplicationConfig.WEBSOCKET_MAXTEXTSIZE, BYTES)
                        .addInitParameter(ApplicationConfig.WEBSOCKET_MAXBINARYSIZE, BYTES)
                        .addInitParameter(ApplicationConfig.WEBSOCKET_BUFFER_SIZE, BYTES));
    }
}
