package dev.muster.ui.incident;

import com.vaadin.flow.component.Component;
import dev.muster.command.CommandQuery;
import dev.muster.command.Holding;
import dev.muster.incident.IncidentId;
import dev.muster.ui.message.MessageDesk;
import dev.muster.ui.message.MessagesPanel;
import dev.muster.ui.team.TeamDesk;
import dev.muster.ui.team.TeamPanel;
import java.time.Clock;
import java.util.Optional;

/** The panels of the people and of the messages, and who commands. */
@org.springframework.stereotype.Component
class OtherPanels implements RoomPanels {

    private final TeamDesk team;
    private final MessageDesk messages;
    private final CommandQuery command;
    private final Clock clock;

    OtherPanels(TeamDesk team, MessageDesk messages, CommandQuery command, Clock clock) {
        this.team = team;
        this.messages = messages;
        this.command = command;
        this.clock = clock;
    }

    @Override
    public Component people(IncidentId id) {
        return new TeamPanel(team, id);
    }

    @Override
    public Component messages(IncidentId id) {
        return new MessagesPanel(messages, id);
    }

    @Override
    public Optional<Holding> commander(IncidentId id) {
        return command.commanderAt(id, clock.instant());
    }
}
