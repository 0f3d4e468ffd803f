package dev.muster.notification;

import dev.muster.common.Refused;
import dev.muster.plan.Channel;
import dev.muster.plan.Plans;
import dev.muster.plan.TeamRole.Person;
import dev.muster.security.Actor;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The channels that Muster writes to, of the plan in force: how people are reached is a matter of today, while what is
 * said to them is a matter of the plan with which the incident began.
 */
@Component
class Channels {

    private final Plans plans;
    private final Map<Channel.Kind, Courier> couriers = new EnumMap<>(Channel.Kind.class);

    Channels(Plans plans, List<Courier> couriers) {
        this.plans = plans;
        couriers.forEach(it -> this.couriers.put(it.kind(), it));
    }

    /** In the plan's order; others are used by people themselves. */
    List<Channel> written() {
        return plans.current().plan().channels().stream()
                .filter(it -> couriers.containsKey(it.kind()))
                .toList();
    }

    Channel written(String key) {
        return written().stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refused("Muster does not write to the channel \""
                        + MessageText.shortened(key, 60) + "\". It writes to "
                        + String.join(", ", written().stream().map(Channel::key).toList()) + "."));
    }

    /** @throws Refused when nothing can be sent there */
    Channel ready(String key) {
        Channel channel = written(key);
        obstacle(channel).ifPresent(it -> {
            throw new Refused("Nothing can be sent to " + channel.title() + ". " + it);
        });
        return channel;
    }

    Optional<String> obstacle(Channel channel) {
        return Optional.ofNullable(couriers.get(channel.kind())).flatMap(it -> it.obstacle(channel));
    }

    Optional<String> mailOf(Actor actor) {
        return plans.current().plan().team().stream()
                .flatMap(it -> Stream.concat(Stream.of(it.holder()), it.deputy().stream()))
                .filter(it -> it.account().filter(actor.login()::equals).isPresent())
                .map(Person::email)
                .flatMap(Optional::stream)
                .findFirst();
    }

    static List<String> recipients(Channel channel) {
        return channel.kind() == Channel.Kind.EMAIL
                ? Arrays.stream(channel.address().split(",")).map(String::strip).toList()
                : List.of(channel.address());
    }
}
