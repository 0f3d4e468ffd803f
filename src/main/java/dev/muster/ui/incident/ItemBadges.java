package dev.muster.ui.incident;

import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Proof;
import dev.muster.plan.Service;
import dev.muster.ui.incident.ItemFacts.Badge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is to be known of an item beside its title: each a sign and a word, never a colour alone. */
final class ItemBadges {

    private ItemBadges() {}

    static List<Badge> of(RoomState state, Item item) {
        List<Badge> badges = new ArrayList<>();
        String reason = item.reason() == null ? "" : item.reason();
        switch (item.state()) {
            case IN_PROGRESS -> badges.add(new Badge("▶ in progress", "run", "Somebody works on it"));
            case BLOCKED -> badges.add(new Badge("■ blocked: " + reason, "bad", reason));
            case NOT_APPLICABLE -> badges.add(new Badge("– not applicable: " + reason, "", reason));
            case OPEN, DONE -> {}
        }
        List<Item> open = openNeeds(state.room(), item);
        if (!open.isEmpty() && !item.settled()) {
            String names = open.stream().map(Item::title).collect(Collectors.joining(", "));
            badges.add(new Badge("◷ waits for " + open.size(), "", "First: " + names));
        }
        if (item.evidence() != null) {
            badges.add(new Badge("✓ proof", "ok", item.evidence().text()));
        } else if (item.overrideReason() != null) {
            badges.add(new Badge("! by hand", "warn", "Without its proof: " + item.overrideReason()));
        } else if (!item.settled()) {
            item.proof().ifPresent(it -> badges.add(new Badge("◇ ticks itself", "", wanted(it, state.plan()))));
        }
        if (item.added()) {
            badges.add(new Badge("+ added", "", "For this incident only"));
        }
        if (!item.note().isEmpty()) {
            badges.add(new Badge("✎ note", "", "Open it to read the note"));
        }
        if (!item.links().isEmpty()) {
            badges.add(new Badge("↗ " + item.links().size(), "", "Links"));
        }
        return badges;
    }

    /** What must become true, for people. */
    static String wanted(Proof proof, Plan plan) {
        return switch (proof.kind()) {
            case RUN ->
                "Ticks itself when \""
                        + plan.procedure(proof.subject()).map(Procedure::title).orElse(proof.subject())
                        + "\" has succeeded in this incident";
            case BACKUP_PROVED ->
                "Ticks itself when a backup of " + proof.subject() + " was restored and compared since the declaration";
            case STATUS_PAGE_UPDATED ->
                "Ticks itself when somebody says, under Messages, that the status page tells of this incident";
            case SERVICES_UP ->
                "Ticks itself, once what it needs is settled, when these are up: "
                        + Arrays.stream(proof.subject().split(","))
                                .map(it -> plan.service(it).map(Service::title).orElse(it))
                                .collect(Collectors.joining(", "));
        };
    }

    static List<Item> openNeeds(RoomQuery.Room room, Item item) {
        return room.phases().stream()
                .flatMap(it -> it.items().stream())
                .filter(it -> item.needs().contains(it.key()) && !it.settled())
                .toList();
    }
}
