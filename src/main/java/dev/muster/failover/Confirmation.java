package dev.muster.failover;

import dev.muster.plan.Database;
import dev.muster.plan.Plan;
import dev.muster.recovery.step.Finding;
import java.util.List;
import org.springframework.stereotype.Component;

/** Whether a primary is gone, seen from the console and from its standby. */
@Component
class Confirmation {

    private final Witness witness;

    Confirmation(Witness witness) {
        this.witness = witness;
    }

    /** @param down whether both say so */
    record Result(Pair pair, NodeLook to, boolean down, NodeLook ours, Witness.Seen theirs) {

        String words() {
            return pair.from().place() + ", seen from the console: " + ours.words() + "; seen from the standby: "
                    + theirs.words();
        }

        List<Finding> findings() {
            String check = "primary " + pair.from().place();
            return List.of(
                    ours.silent()
                            ? Finding.ok(check, "seen from the console: " + ours.words())
                            : Finding.block(check, "it is not gone, seen from the console: " + ours.words()),
                    theirs.down()
                            ? Finding.ok(check, "seen from the standby: " + theirs.words())
                            : Finding.block(check, "it is not gone, seen from the standby: " + theirs.words()));
        }
    }

    /** @throws dev.muster.common.Refused when it is not clear who is the primary and who the standby */
    Result of(Plan plan, Database database) {
        Pair.Seen seen = Pair.look(plan, database);
        Pair pair = seen.roles();
        NodeLook ours = seen.of(pair.from());
        NodeLook to = seen.of(pair.to());
        if (!ours.silent()) {
            return new Result(
                    pair, to, false, ours, new Witness.Seen(false, "not asked, since it answers the console"));
        }
        Witness.Seen theirs = witness.look(pair, to);
        return new Result(pair, to, theirs.down(), ours, theirs);
    }
}
