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
 * open, and a browser says nothing on them but that it lives. What is longer than a buffer is sent in pieces.
 */
@Component
class PushBuffers implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    /** Of what is on its way through a socket. */
    private static final String SOCKET_BYTES = "2048";
    /** Of what is told; most changes fit. */
    private static final String BYTES = "1024";
    /** Of what a browser may say: a beat, and nothing else. Who says more is cut off. */
    private static final String HEARD_BYTES = "256";
    /** How many of those that answered a burst of requests are kept for the next one. */
    private static final String KEPT_PROCESSORS = "16";

    /** Before the container's WebSocket classes are loaded, which read this once. */
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        System.setProperty("org.apache.tomcat.websocket.DEFAULT_BUFFER_SIZE", BYTES);
        factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", SOCKET_BYTES);
            connector.setProperty("socket.appWriteBufSize", SOCKET_BYTES);
            connector.setProperty("processorCache", KEPT_PROCESSORS);
        });
        factory.addContextCustomizers(context -> {
            context.addParameter("org.apache.tomcat.websocket.textBufferSize", HEARD_BYTES);
            context.addParameter("org.apache.tomcat.websocket.binaryBufferSize", HEARD_BYTES);
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
                .forEach(it -> it.addInitParameter(ApplicationConfig.WEBSOCKET_MAXTEXTSIZE, HEARD_BYTES)
                        .addInitParameter(ApplicationConfig.WEBSOCKET_MAXBINARYSIZE, HEARD_BYTES)
                        .addInitParameter(ApplicationConfig.WEBSOCKET_BUFFER_SIZE, HEARD_BYTES));
    }
}
