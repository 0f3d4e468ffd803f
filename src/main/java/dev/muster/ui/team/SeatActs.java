package dev.muster.ui.team;

import dev.muster.command.Handover;
import dev.muster.command.Holding;
import dev.muster.command.SeatState;
import dev.muster.command.Team;
import dev.muster.ui.component.Told;
import java.util.Objects;

/** What the buttons of a role do; what was shown last is what they act on. */
final class SeatActs {

    private final TeamDesk desk;
    private final Runnable changed;
    private Team team;
    private SeatState state;

    @SuppressWarnings("NullAway.Init") // the row shows itself before anybody can press a button
    SeatActs(TeamDesk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
    }

    void show(Team team, SeatState state) {
        this.team = team;
        this.state = state;
    }

    void take() {
        act(() -> desk.take(team.incident(), role()));
    }

    void release() {
        act(() -> desk.release(team.incident(), role()));
    }

    void withdraw() {
        long offer = offer().id();
        act(() -> desk.withdraw(offer));
    }

    void assign() {
        PersonChoice choice = new PersonChoice(desk.now());
        choice.setItems(desk.candidates(state.needs(), holder()));
        new AssignDialog(title(), choice, login -> {
                    desk.assign(team.incident(), role(), login);
                    changed.run();
                })
                .open();
    }

    void handOver() {
        PersonChoice choice = new PersonChoice(desk.now());
        choice.setItems(desk.candidates(state.needs(), holder()));
        SituationDraft draft = desk.draft(team.incident());
        ReportForm form = new ReportForm(draft.phases(), draft.report(desk.now()));
        new OfferDialog(title(), choice, form, (login, report) -> {
                    desk.offer(team.incident(), role(), login, report);
                    changed.run();
                })
                .open();
    }

    void answer() {
        Handover offer = offer();
        new AnswerDialog(
                        title(),
                        offer,
                        desk.questions(offer.id()),
                        answers -> {
                            boolean accepted = desk.accept(offer.id(), answers);
                            changed.run();
                            return accepted;
                        },
                        () -> decline(offer))
                .open();
    }

    private void decline(Handover offer) {
        new WhyDialog(
                        "Decline to be " + title() + "?",
                        offer.from().name() + " stays " + title() + " and is told why.",
                        "Decline",
                        reason -> {
                            desk.decline(offer.id(), reason);
                            changed.run();
                        })
                .open();
    }

    void takeOver() {
        String name = Objects.requireNonNull(state.holding()).name();
        new WhyDialog(
                        "Take over as " + title() + "?",
                        "At once and without " + name + ". The reason stays in the timeline and the audit log.",
                        "Take over",
                        reason -> {
                            desk.takeOver(team.incident(), role(), reason);
                            changed.run();
                        })
                .open();
    }

    private void act(Runnable act) {
        Told.unlessRefused(act);
        changed.run();
    }

    private String role() {
        return state.seat().role();
    }

    private String title() {
        return state.seat().title();
    }

    private String holder() {
        Holding holding = state.holding();
        return holding == null ? "" : holding.login();
    }

    private Handover offer() {
        return Objects.requireNonNull(state.offer());
    }
}
