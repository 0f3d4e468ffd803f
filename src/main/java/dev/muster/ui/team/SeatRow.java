package dev.muster.ui.team;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import dev.muster.command.Handover;
import dev.muster.command.SeatState;
import dev.muster.command.Team;
import dev.muster.security.Actor;
import dev.muster.security.Role;
import java.util.Optional;
import java.util.stream.Stream;

/** One role of an incident. Its buttons stay where they are while what they stand beside changes. */
final class SeatRow extends ListItem {

    private final TeamDesk desk;
    private final SeatActs acts;
    private final H3 title = new H3();
    private final Div facts = new Div();
    private final Button take = new Button("I have this");
    private final Button answer = new Button("Answer…");
    private final Button withdraw = new Button("Withdraw offer");
    private final Button handOver = new Button("Hand over…");
    private final Button takeOver = new Button("Take over…");
    private final Button assign = new Button("Assign…");
    private final Button release = new Button("Give back");

    SeatRow(TeamDesk desk, Runnable changed) {
        this.desk = desk;
        this.acts = new SeatActs(desk, changed);
        addClassName("seat");
        facts.addClassName("facts");
        take.addClickListener(it -> acts.take());
        answer.addClickListener(it -> acts.answer());
        withdraw.addClickListener(it -> acts.withdraw());
        handOver.addClickListener(it -> acts.handOver());
        takeOver.addClickListener(it -> acts.takeOver());
        assign.addClickListener(it -> acts.assign());
        release.addClickListener(it -> acts.release());
        Stream.of(take, answer, takeOver).forEach(it -> it.addThemeVariants(ButtonVariant.PRIMARY));
        Div buttons = new Div(take, answer, handOver, withdraw, takeOver, assign, release);
        buttons.addClassName("acts");
        add(title, facts, buttons);
    }

    void show(Team team, SeatState state) {
        String name = state.seat().title();
        acts.show(team, state);
        title.setText(name);
        facts.removeAll();
        facts.add(SeatFacts.of(team, state));
        Actor me = desk.me();
        boolean may = team.open() && me.role().includes(state.needs());
        boolean commander = state.seat().role().equals(Team.COMMANDER);
        boolean mine = state.heldBy(me.login());
        boolean commands = team.open() && team.commandedBy(me.login());
        Optional<Handover> offer = Optional.ofNullable(state.offer());
        take.setVisible(may && !commander && (state.free() || (state.vacancy() != null && !mine)));
        answer.setVisible(
                may && offer.filter(it -> it.toLogin().equals(me.login())).isPresent());
        handOver.setVisible(team.open() && mine && offer.isEmpty());
        withdraw.setVisible(team.open() && mine && offer.isPresent());
        takeOver.setVisible(may && !take.isVisible() && state.mayBeTakenOverBy(me.login(), team.at()));
        assign.setVisible(commands && !commander && me.role().includes(Role.COMMANDER));
        release.setVisible(team.open() && mine && !commander);
        Stream.of(take, answer, withdraw, handOver, takeOver, assign, release)
                .forEach(it -> it.setAriaLabel(it.getText() + " " + name));
    }
}
