package dev.muster.plan;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An nginx in front of several servers of the application, and the one file of its configuration that Muster writes.
 *
 * @param service key of the service that nginx is; its host is where the file stands
 * @param file the file that is written; nginx must include it
 * @param verify an address that leads through this nginx to the application and answers 200
 */
public record Proxy(
        String key,
        String title,
        String service,
        Nginx nginx,
        String file,
        Site site,
        Upstream upstream,
        String verify,
        Maintenance maintenance) {

    /**
     * How nginx is called.
     *
     * @param configuration its main file; empty for the one that it was built with
     * @param prefix its folder; empty for the one that it was built with
     * @param pidFile where the process id of its master stands while it runs
     */
    public record Nginx(String program, Optional<String> configuration, Optional<String> prefix, String pidFile) {}

    /**
     * Where requests arrive.
     *
     * @param listen ports, or addresses with a port
     */
    public record Site(List<String> listen, List<String> serverNames, Optional<Tls> tls) {}

    /** Files of a certificate, as nginx reads them. */
    public record Tls(String certificate, String key) {}

    /**
     * Where requests go.
     *
     * @param name nginx's name for the group
     * @param servers the first takes the requests as long as nobody has switched; at least two
     * @param next on which answers nginx asks the next server, in nginx's words
     * @param headers what is sent along, by name, in the order of the file
     */
    public record Upstream(
            String name,
            List<Server> servers,
            Duration connectTimeout,
            Duration sendTimeout,
            Duration readTimeout,
            List<String> next,
            Map<String, String> headers) {

        public Optional<Server> server(String key) {
            return servers.stream().filter(it -> it.key().equals(key)).findFirst();
        }
    }

    /**
     * One server of the application.
     *
     * @param health its own address, past nginx, that answers 200 when it is well
     * @param maxFails so many failures within {@code failTimeout} and nginx leaves it alone for as long
     */
    public record Server(String key, String address, int port, String health, int maxFails, Duration failTimeout) {}

    /**
     * What everybody gets while traffic is blocked, with the status 503.
     *
     * @param text plain text
     * @param retryAfter when browsers and robots may ask again
     */
    public record Maintenance(String text, Duration retryAfter) {}

    public Optional<Server> server(String key) {
        return upstream.server(key);
    }
}
