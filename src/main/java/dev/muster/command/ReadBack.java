package dev.muster.command;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Two questions on a situation report: whoever read it can answer them. */
final class ReadBack {

    private static final int SHOWN = 120;

    private final List<Question> questions = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();

    /** @param phases titles of all phases */
    ReadBack(SituationReport report, List<String> phases) {
        Set<String> titles = new LinkedHashSet<>(phases);
        titles.add(report.phase());
        ask("Which phase is it in?", List.copyOf(titles), report.phase(), false);
        String waiting = shown(report.waitingFor());
        List<String> others = Stream.of(report.tried(), report.ruledOut(), report.state())
                .map(ReadBack::shown)
                .filter(it -> !it.isEmpty() && !it.equalsIgnoreCase(waiting))
                .distinct()
                .toList();
        if (others.isEmpty()) {
            askForCheckpoint(report);
        } else {
            ask(
                    "What is being waited for?",
                    Stream.concat(others.stream(), Stream.of(waiting)).sorted().toList(),
                    waiting,
                    false);
        }
    }

    List<Question> questions() {
        return questions;
    }

    boolean right(List<String> given) {
        return answers.equals(given);
    }

    private void askForCheckpoint(SituationReport report) {
        // The right one is the first, second, third or fourth, as the report falls.
        int before = Math.floorMod(Objects.hash(report.state(), report.phase()), 4);
        List<String> times = Stream.iterate(-before, it -> it + 1)
                .limit(4)
                .map(it -> report.nextCheckpoint()
                        .plus(Duration.ofMinutes(15L * it))
                        .truncatedTo(ChronoUnit.MINUTES))
                .map(String::valueOf)
                .toList();
        ask("When is the next checkpoint?", times, times.get(before), true);
    }

    private void ask(String text, List<String> choices, String answer, boolean times) {
        questions.add(new Question(text, choices, times));
        answers.add(answer);
    }

    /** The first line, not too long. */
    private static String shown(String text) {
        String line = text.lines().findFirst().orElse("").strip();
        return line.codePointCount(0, line.length()) <= SHOWN
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
