package dev.muster.failover;

import dev.muster.recovery.step.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Whether a standby may take over: which cluster, which timeline, connected until when, how far behind. */
@Component
class StandbyCheck {

    private final Sightings sightings;

    StandbyCheck(Sightings sightings) {
        this.sightings = sightings;
    }

    /** What a promotion would lose as far as the console has seen; empty when it has seen nothing of the primary. */
    Optional<Loss> expected(Pair pair, NodeLook to) {
        String database = pair.from().database().key();
        return sightings.last(database, pair.from().name()).map(last -> {
            long bytes = last.written().since(to.has());
            return new Loss(
                    bytes,
                    bytes == 0 ? Duration.ZERO : sightings.behind(database, to.has()),
                    OptionalLong.empty(),
                    "as the primary was last seen at " + last.at());
        });
    }

    /** @param accepted what a person accepts beyond the plan */
    List<Finding> findings(Pair pair, NodeLook to, Optional<Loss.Limit> accepted) {
        List<Finding> findings = new ArrayList<>();
        String check = "standby " + pair.to().place();
        if (!to.standby()) {
            return List.of(Finding.block(check, "it is no standby: it " + to.words()));
        }
        Optional<Sighting> last =
                sightings.last(pair.from().database().key(), pair.from().name());
        identity(pair, to, last, check).ifPresent(findings::add);
        if (to.paused()) {
            findings.add(Finding.block(
                    check,
                    "its replay is paused at " + to.replayed() + ", with "
                            + Steps.size(to.has().since(to.replayed()))
                            + " not replayed: somebody keeps it there; resume it with pg_wal_replay_resume()"));
        }
        if (last.isPresent() && last.get().timeline() != to.timeline()) {
            findings.add(Finding.block(
                    check,
                    "it is on timeline " + to.timeline() + ", the primary was on "
                            + last.get().timeline() + ": what it has is another history"));
        }
        connection(pair, to, check).ifPresent(findings::add);
        findings.add(lag(pair, to, accepted, check));
        return findings;
    }

    private static Optional<Finding> identity(Pair pair, NodeLook to, Optional<Sighting> last, String check) {
        Optional<String> expected =
                pair.from().database().systemIdentifier().or(() -> last.map(Sighting::systemIdentifier));
        return expected.filter(it -> !it.equals(to.systemIdentifier()))
                .map(it -> Finding.block(
                        check,
                        "it belongs to the cluster " + to.systemIdentifier() + ", not to " + it
                                + ": it is no copy of this database"));
    }

    private Optional<Finding> connection(Pair pair, NodeLook to, String check) {
        String until = sightings
                .streamedUntil(pair.from().database().key())
                .map(it -> ", seen connected until " + it)
                .orElse("");
        if (!to.received().known() && until.isEmpty()) {
            return Optional.of(Finding.block(
                    check, "it has never been connected to the primary: 0 bytes were received since it started"));
        }
        return Optional.of(Finding.ok(
                check,
                "has received up to " + to.has() + " and replayed up to " + to.replayed() + " on timeline "
                        + to.timeline() + until));
    }

    private Finding lag(Pair pair, NodeLook to, Optional<Loss.Limit> accepted, String check) {
        Optional<Loss> expected = expected(pair, to);
        if (expected.isEmpty()) {
            return Finding.warn(
                    check,
                    "how far behind it is nobody knows: this console has not seen the primary; it is counted from the"
                            + " primary's own log once that is fenced, where its host can be reached");
        }
        Loss loss = expected.get();
        Optional<String> over = loss.over(Loss.Limit.of(pair.from().failover()));
        if (over.isEmpty()) {
            return Finding.ok(check, "it lacks " + loss.words());
        }
        if (accepted.isEmpty()) {
            return Finding.block(
                    check,
                    over.get() + "; who accepts that says so with the parameter " + Loss.ACCEPTED
                            + " and a second person approves");
        }
        return loss.over(accepted.get())
                .map(it -> Finding.block(check, it))
                .orElseGet(() -> Finding.warn(check, loss.words() + " will be lost: accepted with a second person"));
    }
}
