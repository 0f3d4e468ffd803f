package dev.muster.ui.team;

import dev.muster.checklist.Item;
import dev.muster.checklist.RoomQuery;
import dev.muster.checklist.RoomQuery.PhaseRow;
import dev.muster.command.SituationReport;
import dev.muster.incident.TimelineEntry;
import dev.muster.incident.TimelineKind;
import dev.muster.recovery.RunQuery;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the console knows for a situation report: from checklist, runs and timeline. The person corrects the rest. */
final class SituationDraft {

    private static final Duration CHECKPOINT = Duration.ofMinutes(30);
    private static final int MOST = 5;

    private final RoomQuery.Room room;
    private final List<RunQuery.Summary> runs;

    SituationDraft(RoomQuery.Room room, List<RunQuery.Summary> runs) {
        this.room = room;
        this.runs = runs;
    }

    List<String> phases() {
        return room.phases().stream().map(PhaseRow::title).toList();
    }

    SituationReport report(Instant now) {
        return new SituationReport(
                phase().map(PhaseRow::title).orElseGet(() -> phases().getLast()),
                shortened(state()),
                shortened(tried()),
                shortened(notes("ruled out")),
                shortened(waitingFor()),
                now.plus(CHECKPOINT).truncatedTo(ChronoUnit.MINUTES));
    }

    /** Where the work is. */
    private Optional<PhaseRow> phase() {
        return room.phases().stream().filter(it -> !it.complete()).findFirst();
    }

    private String state() {
        String items = phase().map(it -> it.done() + " of " + it.items().size() + " items of " + it.title() + " done")
                .orElse("Every item is done");
        Stream<String> running = runs.stream()
                .filter(it -> !it.state().ended())
                .map(it -> it.title() + " on " + it.target() + ": " + words(it) + ", step " + (it.stepsDone() + 1)
                        + " of " + it.steps());
        Stream<String> lastNote = room.timeline().stream()
                .filter(it -> it.kind() == TimelineKind.NOTE)
                .limit(1)
                .map(it -> "Last note, by " + it.actorName() + ": " + it.text());
        return Stream.of(Stream.of(items), running, lastNote).flatMap(it -> it).collect(Collectors.joining("\n"));
    }

    private String tried() {
        return runs.stream()
                .filter(it -> it.state().ended())
                .limit(MOST)
                .map(it -> it.title() + " on " + it.target() + ": " + words(it))
                .collect(Collectors.joining("\n"));
    }

    private String notes(String about) {
        return room.timeline().stream()
                .filter(it -> it.kind() == TimelineKind.NOTE)
                .map(TimelineEntry::text)
                .filter(it -> it.toLowerCase(Locale.ROOT).contains(about))
                .limit(MOST)
                .collect(Collectors.joining("\n"));
    }

    private String waitingFor() {
        return runs.stream()
                .filter(it -> !it.state().ended())
                .findFirst()
                .map(it -> it.title() + " (run " + it.id() + ") to end")
                .or(() -> phase().flatMap(it ->
                                it.items().stream().filter(item -> !item.done()).findFirst())
                        .map(Item::title)
                        .map(it -> "\"" + it + "\" to be done"))
                .orElse("nothing");
    }

    private static String words(RunQuery.Summary run) {
        return run.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= SituationReport.LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, SituationReport.LONGEST - 1)) + "…";
    }
}
