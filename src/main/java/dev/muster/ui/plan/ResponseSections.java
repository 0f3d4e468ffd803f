package dev.muster.ui.plan;

import static dev.muster.ui.plan.PlanBlocks.bullets;
import static dev.muster.ui.plan.PlanBlocks.card;
import static dev.muster.ui.plan.PlanBlocks.cards;
import static dev.muster.ui.plan.PlanBlocks.chip;
import static dev.muster.ui.plan.PlanBlocks.chips;
import static dev.muster.ui.plan.PlanBlocks.code;
import static dev.muster.ui.plan.PlanBlocks.entry;
import static dev.muster.ui.plan.PlanBlocks.facts;
import static dev.muster.ui.plan.PlanBlocks.muted;
import static dev.muster.ui.plan.PlanBlocks.numbered;
import static dev.muster.ui.plan.PlanBlocks.section;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Section;
import dev.muster.plan.Channel;
import dev.muster.plan.Drill;
import dev.muster.plan.Lesson;
import dev.muster.plan.Objectives;
import dev.muster.plan.Phase;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.RecoveryOption;
import dev.muster.plan.Review;
import dev.muster.plan.Scenario;
import dev.muster.plan.TeamRole;
import dev.muster.plan.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the plan says to people: objectives, scenarios, the checklist, the team, words, rehearsals and reviews. */
final class ResponseSections {

    private final Plan plan;

    ResponseSections(Plan plan) {
        this.plan = plan;
    }

    Section objectives() {
        Objectives objectives = plan.objectives();
        return section(
                "objectives",
                "Objectives",
                facts().with("Critical services back within", PlanWords.duration(objectives.rtoCritical()))
                        .with("Non-critical services back within", PlanWords.duration(objectives.rtoNonCritical()))
                        .with("Everything back within", PlanWords.duration(objectives.rtoFull()))
                        .with("Database may lose at most", PlanWords.objective(objectives.rpoDatabase()))
                        .with("Files may lose at most", PlanWords.objective(objectives.rpoFiles()))
                        .with("Configuration may lose at most", PlanWords.objective(objectives.rpoConfiguration())));
    }

    Section scenarios() {
        return section("scenarios", "Scenarios", cards(plan.scenarios(), "The plan has no scenario.", this::scenario));
    }

    private Component scenario(Scenario scenario) {
        List<String> procedures =
                scenario.procedures().stream().map(this::procedure).toList();
        return card(
                scenario.title(),
                facts().with("Impact", scenario.impact())
                        .with("Strategy", scenario.strategy())
                        .with("Ways out", waysOut(scenario)),
                procedures.isEmpty() ? muted("No procedure answers it: people do.") : chips(procedures));
    }

    private Component waysOut(Scenario scenario) {
        return scenario.options().isEmpty()
                ? muted("None is planned.")
                : numbered(scenario.options().stream()
                        .map(it -> entry(plan.option(it.option())
                                        .map(RecoveryOption::title)
                                        .orElse(it.option()) + ": " + it.advice()))
                        .toList());
    }

    private String procedure(String key) {
        return plan.procedure(key).map(Procedure::title).orElse(key);
    }

    Section checklist() {
        return section("checklist", "Checklist", cards(plan.phases(), "The plan has no checklist.", this::phase));
    }

    private Component phase(Phase phase) {
        return card(
                phase.title(),
                chip(PlanWords.window(phase.from(), phase.to())),
                numbered(phase.items().stream().map(this::item).toList()));
    }

    private Component item(Phase.Item item) {
        return entry(
                item.title(),
                Stream.of(
                                item.procedure().map(it -> chip(procedure(it), "procedure")),
                                item.role().map(it -> chip(role(it))))
                        .flatMap(Optional::stream)
                        .toArray(Component[]::new));
    }

    private String role(String key) {
        return plan.team().stream()
                .filter(it -> it.key().equals(key))
                .findFirst()
                .map(TeamRole::title)
                .orElse(key);
    }

    Section team() {
        return section("team", "Incident team", cards(plan.team(), "The plan names no team.", ResponseSections::seat));
    }

    private static Component seat(TeamRole role) {
        return card(
                role.title(),
                facts().with("Held by", role.vacant() ? "nobody" : person(role.holder()))
                        .with(
                                "Deputy",
                                role.deputy().map(ResponseSections::person).orElse("nobody")));
    }

    private static String person(TeamRole.Person person) {
        List<String> parts = new ArrayList<>(List.of(person.name()));
        person.phone().ifPresent(parts::add);
        person.email().ifPresent(parts::add);
        person.account().ifPresent(it -> parts.add("signs in as " + it));
        return String.join(", ", parts);
    }

    Section channels() {
        return section(
                "channels",
                "Channels, in their order",
                plan.channels().isEmpty()
                        ? PlanBlocks.none("The plan names no channel.")
                        : numbered(plan.channels().stream()
                                .map(ResponseSections::channel)
                                .toList()));
    }

    private static Component channel(Channel channel) {
        return entry(channel.title(), chip(PlanWords.word(channel.kind())), code(channel.address()));
    }

    Section templates() {
        return section(
                "templates",
                "Messages",
                cards(plan.templates(), "The plan has no message.", ResponseSections::template));
    }

    private static Component template(Template template) {
        Pre body = new Pre(template.body());
        body.addClassName("plan-message");
        return card(template.title(), facts().with("Subject", template.subject()), body);
    }

    Section drills() {
        return section("drills", "Drills", cards(plan.drills(), "No drill is planned.", this::drill));
    }

    private Component drill(Drill drill) {
        return card(
                drill.title(),
                facts().with("Schedule", code(drill.schedule())).with("Rehearses", procedure(drill.procedure())),
                bullets(drill.checks().stream().map(Drill.Check::title).toList()));
    }

    Section reviews() {
        return section("reviews", "Reviews", cards(plan.reviews(), "No review is planned.", ResponseSections::review));
    }

    private static Component review(Review review) {
        return card(review.title(), chip(PlanWords.word(review.every())), bullets(review.items()));
    }

    Section lessons() {
        return section(
                "lessons", "Lessons", cards(plan.lessons(), "No lesson is written yet.", ResponseSections::lesson));
    }

    private static Component lesson(Lesson lesson) {
        return card(
                lesson.title(),
                facts().with("Date", lesson.date().toString())
                        .with("Duration", PlanWords.duration(lesson.duration()))
                        .with("Root cause", lesson.rootCause())
                        .with("Resolution", lesson.resolution()),
                bullets(lesson.improvements()));
    }
}
