package dev.muster.objective;

import dev.muster.objective.Measure.Invalid;
import dev.muster.objective.Measure.Measured;
import dev.muster.objective.Measure.NotApplicable;
import dev.muster.objective.Measure.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Will we make it: the predicted work that is left, against what is left of the RTO budget. The answer can only become
 * worse by waiting, and the moments at which it does are told, so that a browser can show it without asking again.
 *
 * @param work predicted for what is left, one after the other; without what has no history
 * @param eats the parts that take longest, the longest first
 * @param likelyUntil from then on it is tight, if until then nothing is done; empty when it is not likely now
 * @param tightUntil from then on it is late; empty when there is no budget
 * @param byHand open items that no procedure does: people's work, which nobody predicts
 */
public record Forecast(
        Measure<Verdict> verdict,
        Measure<Estimate> work,
        List<Part> eats,
        Optional<Instant> likelyUntil,
        Optional<Instant> tightUntil,
        long byHand) {

    private static final int NAMED = 3;

    /** The answer. */
    public enum Verdict {
        /** Even if it goes as slowly as one time in ten. */
        LIKELY,
        /** If it goes as usual, but not if it goes slowly. */
        TIGHT,
        /** Not even if it goes as usual. */
        LATE
    }

    /** A part of the work. */
    public record Part(String procedure, String step, Estimate takes) {}

    static Forecast of(Measure<Deadline> budget, List<Work> ahead, long byHand, Instant now) {
        List<Part> eats = ahead.stream()
                .flatMap(work -> work.parts().stream().flatMap(it -> part(work, it).stream()))
                .sorted(Comparator.comparing((Part it) -> it.takes().p50()).reversed())
                .limit(NAMED)
                .toList();
        return switch (budget) {
            case Measured<Deadline> it -> {
                Instant until = it.value().until();
                Estimate later = sum(ahead.stream().map(Work::later).toList());
                Measure<Verdict> verdict = verdict(ahead, Duration.between(now, until));
                boolean likely = verdict.equals(new Measured<>(Verdict.LIKELY));
                yield new Forecast(
                        verdict,
                        work(ahead),
                        eats,
                        likely ? Optional.of(until.minus(later.p90())) : Optional.empty(),
                        Optional.of(until.minus(later.p50())),
                        byHand);
            }
            case Pending<Deadline> it -> without(new Pending<>(it.waitsFor()), new Pending<>(it.waitsFor()));
            case NotApplicable<Deadline> it -> without(new NotApplicable<>(it.why()), new NotApplicable<>(it.why()));
            case Invalid<Deadline> it -> without(new Invalid<>(it.reason()), new Invalid<>(it.reason()));
        };
    }

    private static Forecast without(Measure<Verdict> verdict, Measure<Estimate> work) {
        return new Forecast(verdict, work, List.of(), Optional.empty(), Optional.empty(), 0);
    }

    /** What is known may already be too much; then it does not matter what the rest takes. */
    private static Measure<Verdict> verdict(List<Work> ahead, Duration left) {
        Estimate known = sum(ahead.stream().map(Work::rest).toList());
        if (left.isNegative() || known.p50().compareTo(left) > 0) {
            return new Measured<>(Verdict.LATE);
        }
        return switch (work(ahead)) {
            case Measured<Estimate> it ->
                new Measured<>(it.value().p90().compareTo(left) > 0 ? Verdict.TIGHT : Verdict.LIKELY);
            case Pending<Estimate> it -> new Pending<>(it.waitsFor());
            case NotApplicable<Estimate> it -> new NotApplicable<>(it.why());
            case Invalid<Estimate> it -> new Invalid<>(it.reason());
        };
    }

    private static Measure<Estimate> work(List<Work> ahead) {
        if (ahead.isEmpty()) {
            return new NotApplicable<>("nothing is left that a procedure does");
        }
        String missing = ahead.stream()
                .flatMap(it -> it.rest() instanceof Pending<Estimate> pending
                        ? Optional.of(it.title() + ": " + pending.waitsFor()).stream()
                        : Optional.<String>empty().stream())
                .collect(Collectors.joining("; "));
        return missing.isEmpty()
                ? new Measured<>(sum(ahead.stream().map(Work::rest).toList()))
                : new Pending<>(missing);
    }

    private static Estimate sum(List<Measure<Estimate>> parts) {
        return parts.stream()
                .flatMap(it -> it instanceof Measured<Estimate> known
                        ? Optional.of(known.value()).stream()
                        : Optional.<Estimate>empty().stream())
                .reduce(Estimate.NOTHING, Estimate::plus);
    }

    private static Optional<Part> part(Work work, Work.Part part) {
        return part.takes() instanceof Measured<Estimate> known
                        && !known.value().p90().isZero()
                ? Optional.of(new Part(work.title(), part.title(), known.value()))
                : Optional.empty();
    }
}
