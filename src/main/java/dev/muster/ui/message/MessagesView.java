package dev.muster.ui.message;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.muster.incident.Incident;
import dev.muster.notification.DeliveryState;
import dev.muster.notification.Message;
import dev.muster.notification.MessageQuery.Filter;
import dev.muster.notification.OutboxChanged;
import dev.muster.plan.PlanChanged;
import dev.muster.ui.component.ExerciseBanner;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Templates, channels and the outbox; which incident and which state are shown stands in the address. */
@Route("messages")
@PageTitle("Messages · Muster")
@PermitAll
@StyleSheet("context://css/message.css")
@JavaScript("context://js/clock.js")
public final class MessagesView extends Div implements BeforeEnterObserver {

    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;

    private final transient MessageDesk desk;
    private final Select<Incident> incident = new Select<>();
    private final Select<DeliveryState> state = new Select<>();
    private final Div compose = new Div();
    private final Div templates = new Div();
    private final Div channels = new Div();
    private final OutboxList list;
    private final Paragraph none = new Paragraph();
    private final Button more = new Button("Show more", event -> showMore());
    private transient Filter filter = Filter.ALL;
    private int limit = PAGE;
    private boolean reading;

    MessagesView(MessageDesk desk) {
        this.desk = desk;
        this.list = new OutboxList(desk, true, this::load);
        create();
        desk.liveUpdates().whileAttached(this, new OutboxChanged(), this::load);
        desk.liveUpdates().whileAttached(this, new PlanChanged(), this::describe);
        layOut();
    }

    private void create() {
        addClassNames("page", "messages-page");
        incident.setLabel("Incident");
        incident.setEmptySelectionAllowed(true);
        incident.setEmptySelectionCaption("All");
        incident.setItemLabelGenerator(it -> it == null ? "All" : it.id() + " " + it.title());
        incident.addValueChangeListener(event -> go());
        state.setLabel("State");
        state.setEmptySelectionAllowed(true);
        state.setEmptySelectionCaption("Any");
        state.setItems(DeliveryState.values());
        state.setItemLabelGenerator(it -> it == null ? "Any" : MessageWords.word(it));
        state.addValueChangeListener(event -> go());
        none.addClassNames("muted");
    }

    private void layOut() {
        Div filters = new Div(incident, state);
        filters.addClassNames("row", "message-filters");
        Div head = new Div(new H1("Messages"), filters);
        head.addClassNames("row", "page-head");
        Section outbox = new Section(new H2("Outbox"), compose, none, list, more);
        outbox.addClassName("card");
        Section words = new Section(new H2("Templates"), templates);
        words.addClassName("card");
        Section ways = new Section(new H2("Channels"), channels);
        ways.addClassName("card");
        Div side = new Div(words, ways);
        side.addClassName("stack");
        Div two = new Div(outbox, side);
        two.addClassName("two");
        add(head, two);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        filter = MessagesAddress.read(event.getLocation().getQueryParameters());
        limit = PAGE;
        reading = true;
        Optional<Incident> chosen = filter.incident().flatMap(desk::incident);
        List<Incident> known = desk.incidents();
        incident.setItems(
                chosen.isEmpty() || known.contains(chosen.get())
                        ? known
                        : Stream.concat(chosen.stream(), known.stream()).toList());
        incident.setValue(chosen.orElse(null));
        state.setValue(filter.state().orElse(null));
        reading = false;
        compose();
        describe();
        load();
    }

    private void go() {
        if (!reading) {
            Filter next = new Filter(incident.getOptionalValue().map(Incident::id), state.getOptionalValue());
            getUI().ifPresent(it -> it.navigate("messages", MessagesAddress.write(next)));
        }
    }

    private void compose() {
        compose.removeAll();
        ExerciseBanner.of(filter.incident().flatMap(desk::incident)).ifPresent(compose::add);
        if (desk.mayAct()) {
            filter.incident()
                    .flatMap(desk::incident)
                    .ifPresent(it -> compose.add(new ComposePanel(desk, it.id(), this::load)));
        }
    }

    /** What depends on the plan; what somebody is writing stays. */
    private void describe() {
        templates.removeAll();
        templates.add(new TemplateCards(desk, filter.incident().flatMap(desk::incident)));
        channels.removeAll();
        channels.add(new ChannelCards(desk, this::load));
    }

    private void load() {
        List<Message> messages = desk.list(filter, limit);
        list.show(messages);
        none.setVisible(messages.isEmpty());
        none.setText(
                filter.equals(Filter.ALL)
                        ? "Nothing was sent yet. Messages are written in the room of an incident, or here when you choose one."
                        : "Nothing like that was sent.");
        more.setVisible(desk.count(filter) > messages.size());
    }

    private void showMore() {
        limit += PAGE;
        load();
    }
}
