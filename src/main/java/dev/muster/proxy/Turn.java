package dev.muster.proxy;

import dev.muster.common.Refused;
import dev.muster.plan.Proxy;
import dev.muster.recovery.step.StepContext;
import java.util.List;
import java.util.Locale;

/** Which server a run brings to the front, and what the others are meanwhile. */
record Turn(Proxy.Server server, Route.Others others) {

    private static final String NEXT = "next";

    /** The choice is kept by the first step that makes it: once nginx is switched, the next server is another one. */
    static Turn of(StepContext context, Nginx nginx) {
        String key = context.fact(fact(nginx))
                .or(() -> context.parameter("server"))
                .filter(it -> !it.isBlank())
                .orElse(NEXT);
        Proxy.Server server = key.equals(NEXT)
                ? after(nginx.proxy(), nginx.route().active())
                : nginx.proxy()
                        .server(key)
                        .orElseThrow(() -> new Refused("\"" + key + "\" is no server of the proxy "
                                + nginx.proxy().key() + "; allowed: next, "
                                + String.join(
                                        ", ",
                                        nginx.proxy().upstream().servers().stream()
                                                .map(Proxy.Server::key)
                                                .toList())));
        String others = context.parameter("others").filter(it -> !it.isBlank()).orElse("down");
        return new Turn(
                server,
                switch (others.toLowerCase(Locale.ROOT)) {
                    case "down" -> Route.Others.DOWN;
                    case "backup" -> Route.Others.BACKUP;
                    default ->
                        throw new Refused("\"" + others + "\" is nothing that the other servers can be; allowed: down,"
                                + " backup");
                });
    }

    void keep(StepContext context, Nginx nginx) {
        context.keepFact(fact(nginx), server.key());
    }

    Route route() {
        return new Route(server.key(), others, false);
    }

    private static Proxy.Server after(Proxy proxy, String active) {
        List<Proxy.Server> servers = proxy.upstream().servers();
        for (int i = 0; i < servers.size(); i++) {
            if (servers.get(i).key().equals(active)) {
                return servers.get((i + 1) % servers.size());
            }
        }
        return servers.getFirst();
    }

    private static String fact(Nginx nginx) {
        return "proxy." + nginx.proxy().key() + ".server";
    }
}
