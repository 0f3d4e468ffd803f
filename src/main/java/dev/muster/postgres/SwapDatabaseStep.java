package dev.muster.postgres;

import dev.muster.backup.Backup;
import dev.muster.backup.BackupChoice;
import dev.muster.backup.BackupFacts;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Puts the restored database in the place of the live one by rename. Knows what it did by the databases' numbers. */
@Component
class SwapDatabaseStep implements RecoveryStep {

    static final String LIVE_OID = "swap.live-oid";
    static final String SIDE_OID = "swap.side-oid";

    private final BackupChoice choice;

    SwapDatabaseStep(BackupChoice choice) {
        this.choice = choice;
    }

    @Override
    public String type() {
        return "swap-database";
    }

    @Override
    public String about() {
        return "Swaps the side database in by rename; the one before is kept.";
    }

    @Override
    public StepDescription describe(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        Backup backup = choice.chosen(context);
        List<String> commands = new ArrayList<>(Swap.closing(List.of(target.live(), target.side())));
        commands.addAll(Swap.renames(target.live(), target.before(), target.side()));
        return new StepDescription(
                "Renames " + target.live() + " to " + target.before() + " and " + target.side() + " to " + target.live()
                        + " in one transaction",
                commands,
                List.of(
                        "Everything written to " + target.live() + " after " + backup.snapshotAt() + " ("
                                + BackupFacts.words(Objects.requireNonNull(backup.age(context.now())))
                                + " of work) is no longer in the live database. It stays in " + target.before() + ".",
                        "The application is down from its stop until it is verified."),
                "renames them back; the restored one is kept as " + target.undone());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return List.of();
    }

    @Override
    public StepOutcome run(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        try {
            target.server().inMaintenance(connection -> {
                long live = ServerFacts.oid(connection, target.live());
                if (context.fact(SIDE_OID).isEmpty()) {
                    long side = ServerFacts.oid(connection, target.side());
                    if (side == 0) {
                        throw new Refused(target.side() + " is not there: nothing can be swapped in");
                    }
                    context.keepFact(LIVE_OID, Long.toString(live));
                    context.keepFact(PlanDatabase.BEFORE, live == 0 ? "" : target.before());
                    context.keepFact(SIDE_OID, Long.toString(side));
                }
                if (live != oid(context, SIDE_OID)) {
                    // Another process may have made or dropped something meanwhile: only the very two are renamed.
                    same(target.live(), live, oid(context, LIVE_OID));
                    same(target.side(), ServerFacts.oid(connection, target.side()), oid(context, SIDE_OID));
                    DataLoss.noteAtSwap(context, target);
                    new Swap(context, connection).run(target.live(), target.before(), target.side(), live != 0);
                } else {
                    // The worker before may have died between the renames and this
                    new Swap(context, connection).open(List.of(target.live(), target.before()));
                }
                return true;
            });
            return StepOutcome.done(
                    target.live() + " is now the restored database"
                            + (oid(context, LIVE_OID) == 0 ? "" : "; the one before is " + target.before()),
                    Map.of(
                            PlanDatabase.BEFORE,
                            context.fact(PlanDatabase.BEFORE).orElse("")));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        PlanDatabase target = PlanDatabase.of(context);
        if (context.fact(SIDE_OID).isEmpty()) {
            return StepOutcome.done("nothing was swapped");
        }
        try {
            return target.server().inMaintenance(connection -> {
                Swap swap = new Swap(context, connection);
                long live = ServerFacts.oid(connection, target.live());
                if (live != oid(context, SIDE_OID)) {
                    swap.open(List.of(target.live(), target.undone()));
                    return StepOutcome.done(target.live() + " is the one from before the run");
                }
                if (oid(context, LIVE_OID) == 0) {
                    return StepOutcome.done("there was no database before: " + target.live() + " stays");
                }
                same(target.before(), ServerFacts.oid(connection, target.before()), oid(context, LIVE_OID));
                swap.run(target.live(), target.undone(), target.before(), true);
                return StepOutcome.done(
                        target.live() + " is the one from before again; the restored one is " + target.undone());
            });
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static void same(String name, long found, long expected) {
        if (found != expected) {
            throw new Refused("The database " + name + " is not the one that this run knows (number " + found
                    + " instead of " + expected + "): nothing was renamed");
        }
    }

    private static long oid(StepContext context, String fact) {
        return Long.parseLong(BackupFacts.need(context, fact));
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
