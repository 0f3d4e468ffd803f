package dev.muster.ui.team;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.muster.command.Handover;
import dev.muster.command.Holding;
import dev.muster.command.SeatState;
import dev.muster.command.Team;
import dev.muster.roster.Member;
import dev.muster.roster.Seat;
import dev.muster.ui.component.WallTime;
import dev.muster.ui.component.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be read about a role. */
final class SeatFacts {

    private SeatFacts() {}

    /** Of a role in an incident. */
    static List<Component> of(Team team, SeatState state) {
        List<Component> lines = new ArrayList<>();
        lines.add(holder(team, state));
        Handover offer = state.offer();
        if (offer != null) {
            lines.add(offer(team, offer));
        }
        Holding holding = state.holding();
        lines.addAll(planned(state.seat(), team.at(), holding == null ? "" : holding.login()));
        return lines;
    }

    private static Div holder(Team team, SeatState state) {
        Holding holding = state.holding();
        if (holding == null) {
            return line(Words.badge("○ free", "warn"));
        }
        Span since = Words.text("since ", "muted", "small");
        since.add(new WallTime(holding.from()));
        Span present = state.vacancy() == null
                ? People.presence(state.account(), team.at())
                : Words.badge("✕ vacant: " + state.vacancy().words(), "bad");
        Div line = line(Words.text(holding.name(), "strong"), present, since);
        team.member(holding.login()).ifPresent(it -> line.add(People.contacts(it)));
        return line;
    }

    private static Div offer(Team team, Handover offer) {
        Span until = Words.text("answer until ", "muted", "small");
        until.add(new WallTime(offer.answerBy()));
        Div line = line(
                Words.badge("⇄ offered", "run"),
                new Span("to " + offer.toName() + (offer.toDeputy() ? ", the deputy" : "")),
                until);
        team.member(offer.toLogin()).ifPresent(it -> line.add(People.contacts(it)));
        return line;
    }

    /**
     * Of a role in the plan: its person and deputy, or the gap.
     *
     * @param butFor login of who is shown already
     */
    static List<Component> planned(Seat seat, Instant now, String butFor) {
        List<Component> lines = new ArrayList<>();
        if (seat.holder() == null || !seat.holder().is(butFor)) {
            lines.add(planned("Plan", seat.holder(), Words.badge("✕ nobody in the plan", "bad"), now));
        }
        if (seat.deputy() == null || !seat.deputy().is(butFor)) {
            lines.add(planned("Deputy", seat.deputy(), Words.badge("! no deputy", "warn"), now));
        }
        return lines;
    }

    private static Div planned(String word, @Nullable Member member, Span gap, Instant now) {
        Span label = Words.text(word, "muted", "small", "label");
        return member == null
                ? line(label, gap)
                : line(label, new Span(member.name()), People.presence(member.account(), now), People.contacts(member));
    }

    private static Div line(Component... parts) {
        Div line = new Div(parts);
        line.addClassName("line");
        return line;
    }
}
