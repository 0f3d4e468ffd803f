package dev.muster.ui.message;

import com.vaadin.flow.router.QueryParameters;
import dev.muster.incident.IncidentId;
import dev.muster.notification.DeliveryState;
import dev.muster.notification.MessageQuery.Filter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of the messages is shown, as it stands in the address; words that mean nothing are passed over. */
final class MessagesAddress {

    private MessagesAddress() {}

    static Filter read(QueryParameters parameters) {
        return new Filter(
                parameters
                        .getSingleParameter("incident")
                        .filter(it -> it.matches("\\d{1,18}"))
                        .map(it -> new IncidentId(Long.parseLong(it))),
                parameters.getSingleParameter("state").flatMap(MessagesAddress::state));
    }

    static QueryParameters write(Filter filter) {
        Map<String, String> parameters = new HashMap<>();
        filter.incident().ifPresent(it -> parameters.put("incident", String.valueOf(it.value())));
        filter.state().ifPresent(it -> parameters.put("state", it.name().toLowerCase(Locale.ROOT)));
        return QueryParameters.simple(parameters);
    }

    private static Optional<DeliveryState> state(String name) {
        return Arrays.stream(DeliveryState.values())
                .filter(it -> it.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
