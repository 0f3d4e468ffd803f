package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Failover;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a promotion would lose.
 *
 * @param transactions how many commits; empty when they cannot be counted
 * @param how where the figures come from, as the end of a sentence
 */
record Loss(long bytes, Duration delay, OptionalLong transactions, String how) {

    static final String BYTES = "failover.loss-bytes";
    static final String MILLIS = "failover.loss-ms";
    static final String TRANSACTIONS = "failover.loss-transactions";
    static final String HOW = "failover.loss-how";

    /** The parameter in which the launching person accepts more than the plan does. */
    static final String ACCEPTED = "accept-loss";

    /** Left by the step that asks a second person. */
    static final String APPROVED = "approved.by";

    private static final Pattern ACCEPTABLE = Pattern.compile("(\\d{1,5}) min,? (\\d{1,6}) (kB|MB|GB)");

    /** More than the plan accepts, or than a person has. */
    record Limit(long bytes, Duration delay, boolean ofPerson) {

        static Limit of(Failover failover) {
            return new Limit(failover.mostLag(), failover.mostDelay(), false);
        }

        /** @throws Refused when it is neither {@code none} nor minutes and an amount */
        static Optional<Limit> accepted(Optional<String> parameter) {
            String text = parameter.orElse("none").strip();
            if (text.isEmpty() || text.equals("none")) {
                return Optional.empty();
            }
            Matcher matcher = ACCEPTABLE.matcher(text);
            if (!matcher.matches()) {
                throw new Refused("\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text)
                        + "\" names no loss; allowed: none, or minutes and an amount such as 10 min, 64 MB");
            }
            int shift =
                    switch (matcher.group(3)) {
                        case "kB" -> 10;
                        case "MB" -> 20;
                        default -> 30;
                    };
            return Optional.of(new Limit(
                    Long.parseLong(matcher.group(2)) << shift,
                    Duration.ofMinutes(Long.parseLong(matcher.group(1))),
                    true));
        }

        String words() {
            return Steps.size(bytes) + " and " + seconds(delay);
        }
    }

    /** Why it is too much; empty when it is within the limit. */
    Optional<String> over(Limit limit) {
        return bytes > limit.bytes() || delay.compareTo(limit.delay()) > 0
                ? Optional.of(words() + " would be lost; " + (limit.ofPerson() ? "accepted were " : "the plan accepts ")
                        + limit.words())
                : Optional.empty();
    }

    /**
     * Before a promotion.
     *
     * @throws Refused when it is over the plan's limit and not accepted by the one who launched and a second person
     */
    void requireAccepted(StepContext context, Pair pair) {
        Optional<String> over = over(Limit.of(pair.from().failover()));
        if (over.isEmpty()) {
            return;
        }
        Limit accepted = Limit.accepted(context.parameter(ACCEPTED))
                .orElseThrow(() -> new Refused(over.get() + ". Nothing was promoted; cancel, and launch it again with "
                        + ACCEPTED + " and a second person, or bring the old primary back"));
        over(accepted).ifPresent(it -> {
            throw new Refused(it + ". Nothing was promoted");
        });
        if (context.fact(APPROVED).isEmpty()) {
            throw new Refused(over.get()
                    + ", and no second person has approved that: the procedure needs a step approval before this one");
        }
    }

    String words() {
        return Steps.size(bytes) + " and " + seconds(delay)
                + (transactions.isPresent() ? ", " + transactions.getAsLong() + " transactions," : "") + " (" + how
                + ")";
    }

    static String seconds(Duration delay) {
        return delay.toMillis() < 10_000
                ? String.format(java.util.Locale.ROOT, "%.1f s", delay.toMillis() / 1000.0)
                : delay.toMinutes() < 2 ? delay.toSeconds() + " s" : delay.toMinutes() + " min";
    }

    Map<String, String> facts() {
        Map<String, String> facts = new java.util.HashMap<>();
        facts.put(BYTES, Long.toString(bytes));
        facts.put(MILLIS, Long.toString(delay.toMillis()));
        facts.put(HOW, how);
        facts.put(TRANSACTIONS, transactions.isPresent() ? Long.toString(transactions.getAsLong()) : "");
        return facts;
    }
}
