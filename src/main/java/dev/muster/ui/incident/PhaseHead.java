package dev.muster.ui.incident;

import com.vaadin.flow.component.Tag;
import com.vaadin.flow.internal.JacksonUtils;
import dev.muster.checklist.RoomQuery;
import dev.muster.ui.incident.ItemFacts.Badge;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The line above the items of a phase: how far it is, its window, where the work is and where the clock is. */
@Tag("muster-phase")
final class PhaseHead extends DrawnRow<PhaseHead.Facts> {

    /** @param until the end of its window, while the work is here */
    record Facts(
            int position,
            Badge progress,
            String title,
            String window,
            List<Badge> badges,
            @Nullable Instant until) {

        static Facts of(RoomState state, RoomQuery.PhaseRow phase, Instant now) {
            boolean open = state.incident().state().open();
            boolean work = phase.position() == state.currentPhase();
            boolean clock = state.room().phaseByClock(now).filter(phase::equals).isPresent();
            List<Badge> badges = new ArrayList<>();
            if (phase.waiver() != null) {
                badges.add(new Badge(
                        "– waived: " + phase.waiver().reason(),
                        "",
                        "By " + phase.waiver().waivedName()));
            }
            if (open && clock && !work) {
                badges.add(new Badge("◷ by the clock", "", "By the time since the declaration"));
            }
            if (open && work && !clock) {
                badges.add(new Badge("▶ the work is here", "run", "The first phase that is not complete"));
            }
            return new Facts(
                    phase.position(),
                    PhaseHead.progress(phase, work),
                    phase.position() + " " + phase.title(),
                    PhaseHead.window(phase),
                    badges,
                    open && work ? state.incident().declaredAt().plus(phase.to()) : null);
        }

        ObjectNode json(Instant now) {
            ObjectNode json = JacksonUtils.createObjectNode()
                    .put("title", title)
                    .put("position", position)
                    .put("window", window)
                    .put("now", now.toString())
                    .put("until", until == null ? null : until.toString());
            json.set("progress", array(progress));
            ArrayNode array = json.putArray("badges");
            badges.forEach(it -> array.add(array(it)));
            return json;
        }
    }

    void show(RoomState state, RoomQuery.PhaseRow phase, Instant now) {
        Facts facts = Facts.of(state, phase, now);
        show(facts, () -> facts.json(now));
    }

    private static Badge progress(RoomQuery.PhaseRow phase, boolean work) {
        String count = phase.done() + "/" + phase.items().size();
        if (phase.waiver() != null) {
            return new Badge("– " + count, "", "This incident does not need it");
        }
        if (phase.complete()) {
            return new Badge("✓ " + count, "ok", "Every item is settled");
        }
        return work || phase.done() > 0
                ? new Badge("▶ " + count, "run", "Under way")
                : new Badge(count, "", "Not begun");
    }

    private static ArrayNode array(Badge badge) {
        return ItemFacts.array(badge.text(), badge.tone(), badge.title());
    }

    /** Such as "0–30 min" or "4–8 h". */
    static String window(RoomQuery.PhaseRow phase) {
        Duration from = phase.from();
        Duration to = phase.to();
        return from.toMinutes() % 60 == 0 && to.toMinutes() % 60 == 0 && !from.isZero()
                ? from.toHours() + "–" + to.toHours() + " h"
                : from.toMinutes() + "–" + to.toMinutes() + " min";
    }
}
