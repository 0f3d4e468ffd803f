package dev.muster.ui.objective;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import dev.muster.incident.IncidentId;
import dev.muster.objective.DecisionCard;
import dev.muster.objective.DecisionCard.Way;
import dev.muster.objective.Measure;
import dev.muster.objective.Measure.Measured;
import dev.muster.ui.component.RunningClock;
import dev.muster.ui.component.WallTime;
import java.time.Instant;
import java.util.Optional;

/** The ways out side by side: what each costs, destroys and takes, and the button to begin it. */
@StyleSheet("context://css/objective.css")
public final class DecisionCardPanel extends Section {

    private final H2 title = new H2();
    private final Div ways = new Div();
    private final Paragraph none = new Paragraph("The plan offers no ways out for this scenario.");
    private Optional<DecisionCard> shown = Optional.empty();

    public DecisionCardPanel() {
        addClassNames("card", "decision");
        setTestId("decision");
        ways.addClassName("ways");
        none.addClassName("muted");
        add(title, ways, none);
    }

    /** @param mayLaunch whether the person at the screen launches runs */
    public void show(DecisionCard card, boolean mayLaunch, Instant now) {
        title.setText("Ways out of: " + card.scenario());
        none.setVisible(card.ways().isEmpty());
        if (!shown.equals(Optional.of(card))) {
            shown = Optional.of(card);
            ways.removeAll();
            card.ways().forEach(it -> ways.add(way(card.incident(), it, mayLaunch, now)));
        }
    }

    private static Component way(IncidentId incident, Way way, boolean mayLaunch, Instant now) {
        DescriptionList facts = new DescriptionList();
        fact(facts, "Would be lost", loss(way, now));
        fact(facts, "Takes", new Span(Phrases.estimate(way.takes())));
        fact(facts, "Last proved", moment(way.proved()));
        fact(facts, "Last went well", moment(way.tested()));
        fact(facts, "Destroys", new Span(way.destroys()));
        fact(facts, "Way back", new Span(way.wayBack()));
        Article article = new Article(new H3(way.title()), new Paragraph(way.advice()), facts);
        article.addClassName("way");
        article.setTestId("way-" + way.key());
        article.getElement().setAttribute("aria-label", way.title());
        if (!way.cannot().isEmpty()) {
            Paragraph why = new Paragraph("✕ Cannot run now: " + String.join("; ", way.cannot()) + ".");
            why.addClassName("cannot");
            article.add(why);
        }
        if (mayLaunch) {
            way.launch().ifPresent(it -> article.add(button(incident, way, it)));
        }
        return article;
    }

    private static Component button(IncidentId incident, Way way, DecisionCard.Launch launch) {
        Anchor button = new Anchor(
                "recover?procedure=" + launch.procedure() + "&incident=" + incident.value()
                        + launch.backup().map(it -> "&backup=" + it).orElse(""),
                way.title() + "…");
        button.addClassNames("btn", "main");
        return button;
    }

    private static void fact(DescriptionList facts, String name, Component value) {
        facts.add(new DescriptionList.Term(name), new DescriptionList.Description(value));
    }

    /** The loss grows with each minute, so it runs like a clock. */
    private static Component loss(Way way, Instant now) {
        if (way.loss(now) instanceof Measured && way.dataOf() instanceof Measured<Instant> data) {
            RunningClock age = new RunningClock();
            age.upFrom(data.value(), now);
            return new Span(
                    new Span("at most "), age, new Span(", what was written after "), WallTime.withDay(data.value()));
        }
        return new Span(Phrases.state(way.loss(now)));
    }

    private static Component moment(Measure<Instant> measure) {
        return measure instanceof Measured<Instant> known
                ? WallTime.withDay(known.value())
                : new Span(Phrases.state(measure));
    }
}
