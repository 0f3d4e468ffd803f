package dev.muster.ui.incident;

import com.vaadin.flow.internal.JacksonUtils;
import dev.muster.checklist.Item;
import dev.muster.incident.Incident;
import dev.muster.plan.Procedure;
import dev.muster.plan.TeamRole;
import dev.muster.recovery.RunQuery;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What one row of the checklist shows, as its element in the browser reads it.
 *
 * @param locked nobody may tick it: a viewer looks, or the incident has ended
 * @param settled nothing is left to do on it
 * @param role the title of the role that owns it
 * @param at when it was settled
 * @param due null when it is settled or the incident has ended
 */
record ItemFacts(
        long id,
        int version,
        String title,
        boolean done,
        boolean settled,
        boolean locked,
        boolean next,
        @Nullable String who,
        @Nullable String role,
        @Nullable Instant at,
        @Nullable Instant due,
        List<Badge> badges,
        List<Link> links) {

    /** @param tone a class of the style sheet: ok, warn, bad, run, or empty */
    record Badge(String text, String tone, String title) {}

    /** @param tone "btn" for a button, else that of the badge that it wears */
    record Link(String text, String href, String tone, String title) {}

    static ItemFacts of(RoomState state, Item item, boolean next, Viewer viewer) {
        Incident incident = state.incident();
        Optional<TeamRole> owner = state.plan().team().stream()
                .filter(it -> it.key().equals(item.ownerRole()))
                .findFirst();
        return new ItemFacts(
                item.id(),
                item.version(),
                item.title(),
                item.done(),
                item.settled(),
                !viewer.responds() || !incident.state().writable(),
                next,
                item.settled() ? item.changedName() : hands(item, owner),
                owner.map(TeamRole::title).orElse(null),
                item.settled() ? item.changedAt() : null,
                item.settled() || !incident.state().open() ? null : item.dueAt(),
                ItemBadges.of(state, item),
                links(state, item, viewer));
    }

    /** Who has it: the person who took it, else whoever holds its role. */
    private static @Nullable String hands(Item item, Optional<TeamRole> owner) {
        return item.personName() != null
                ? item.personName()
                : owner.map(it -> it.holder().name()).orElse(null);
    }

    private static List<Link> links(RoomState state, Item item, Viewer viewer) {
        List<Link> links = new ArrayList<>();
        Optional<RunQuery.Summary> run = state.newestRun(item.id());
        boolean running = run.filter(it -> !it.state().ended()).isPresent();
        if (viewer.commands() && state.incident().state().open() && !item.settled() && !running) {
            Optional.ofNullable(item.procedure())
                    .flatMap(state.plan()::procedure)
                    .map(it -> launch(state.incident(), item, it))
                    .ifPresent(links::add);
        }
        run.map(ItemFacts::followed).ifPresent(links::add);
        return links;
    }

    private static Link launch(Incident incident, Item item, Procedure procedure) {
        return new Link(
                procedure.title() + "…",
                "recover?procedure=" + procedure.key() + "&incident="
                        + incident.id().value() + "&item=" + item.id(),
                "btn",
                "Look at it first; nothing starts yet");
    }

    private static Link followed(RunQuery.Summary run) {
        String steps = run.state().ended() ? "" : " · " + run.stepsDone() + "/" + run.steps();
        Words.Sign sign = Words.sign(run.state());
        return new Link(
                sign.sign() + " run " + run.id() + steps,
                "runs/" + run.id().value(),
                sign.tone(),
                run.title() + ": " + Words.name(run.state()));
    }

    ObjectNode json() {
        ObjectNode json = JacksonUtils.createObjectNode()
                .put("id", id)
                .put("version", version)
                .put("title", title)
                .put("done", done)
                .put("settled", settled)
                .put("locked", locked)
                .put("next", next)
                .put("who", who)
                .put("role", role)
                .put("at", at == null ? null : at.toString())
                .put("due", due == null ? null : due.toString());
        ArrayNode shownBadges = json.putArray("badges");
        badges.forEach(it -> shownBadges.add(array(it.text(), it.tone(), it.title())));
        ArrayNode shownLinks = json.putArray("links");
        links.forEach(it -> shownLinks.add(array(it.text(), it.href(), it.tone(), it.title())));
        return json;
    }

    static ArrayNode array(String... texts) {
        ArrayNode array = JacksonUtils.createArrayNode();
        for (String text : texts) {
            array.add(text);
        }
        return array;
    }
}
