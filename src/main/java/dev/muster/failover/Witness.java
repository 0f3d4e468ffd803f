package dev.muster.failover;

import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.Hosts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The standby's own look at its primary: the second vantage point, from another host by another way. */
@Component
class Witness {

    private static final Duration LOOK = Duration.ofSeconds(6);
    private static final int NO_RESPONSE = 2;
    private static final Duration BETWEEN = Duration.ofMillis(400);

    private final Hosts hosts;

    Witness(Hosts hosts) {
        this.hosts = hosts;
    }

    /** @param down whether the primary is dead as seen from there */
    record Seen(boolean down, String words) {}

    /** @param to what the standby said just now */
    Seen look(Pair pair, NodeLook to) {
        Seen answer = asked(pair, to);
        if (!answer.down() || !to.streaming()) {
            return answer;
        }
        // A server that takes nobody new may still let its old clients write: then the standby goes on receiving.
        pause();
        NodeLook later = NodeLook.at(pair.to().session());
        return later.has().compareTo(to.has()) > 0
                ? new Seen(
                        false,
                        "the standby still receives from it, "
                                + Steps.size(later.has().since(to.has())) + " in " + BETWEEN.toMillis() + " ms")
                : answer;
    }

    private Seen asked(Pair pair, NodeLook to) {
        NodeLook.Upstream upstream = to.upstream()
                .orElseGet(() -> new NodeLook.Upstream(
                        pair.from().server().address(), pair.from().server().port()));
        String place = upstream.host() + ":" + upstream.port();
        try {
            CommandResult result = hosts.machine(pair.to().host())
                    .run(new Command(question(pair, upstream), Map.of(), null, LOOK), CommandListener.silent());
            return switch (result.exitCode()) {
                case 0 -> new Seen(false, "the standby's host reaches it at " + place);
                case 1 -> new Seen(false, "it answers the standby's host at " + place + " and lets nobody in");
                case NO_RESPONSE -> new Seen(true, "no answer to the standby's host at " + place);
                default -> received(pair, to, "pg_isready ended with " + result.exitCode());
            };
        } catch (HostException e) {
            return received(pair, to, e.getMessage());
        }
    }

    static List<String> question(Pair pair, NodeLook.Upstream upstream) {
        List<String> arguments = new ArrayList<>();
        arguments.add(pair.to().server().programs() + "/pg_isready");
        arguments.addAll(List.of("--host=" + upstream.host(), "--port=" + upstream.port(), "--timeout=2"));
        return arguments;
    }

    /** Where its host cannot be asked, the standby server itself says whether it is connected. */
    private static Seen received(Pair pair, NodeLook first, String why) {
        pause();
        NodeLook second = NodeLook.at(pair.to().session());
        return first.streaming() || second.streaming() || !second.standby()
                ? new Seen(false, "the standby is connected to it, or cannot be asked (its host: " + why + ")")
                : new Seen(true, "the standby is not connected to it (its host: " + why + ")");
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted while looking from the standby", e);
        }
    }
}
