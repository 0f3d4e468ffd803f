package dev.muster.redis;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;

/**
 * The renames of a restore and of its way back. Redis writes its file anew whenever it stops, so what has the name of the
 * snapshot is not known by its identity but by what stands beside it: while the one before stands there and the copy does
 * not, the restored one has the name.
 */
record SnapshotSwap(StepContext context, RedisPlace place, HostFiles files) {

    /** Kept before the first rename: whether there was a file before. Empty again after the way back. */
    private static final String HAD_ONE = "redis.had-snapshot";

    static SnapshotSwap of(StepContext context, Hosts hosts) {
        RedisPlace place = RedisPlace.of(context);
        return new SnapshotSwap(context, place, place.files(hosts));
    }

    /** Whether Redis would load the restored file now. */
    boolean inPlace() {
        return begun() && !there(place.fresh()) && there(place.live()) && (!hadOne() || there(place.before()));
    }

    /** @throws Refused when the copy to put there is missing, or somebody else's file is in the way */
    void forth() {
        if (inPlace()) {
            return;
        }
        if (!there(place.fresh())) {
            throw new Refused(place.fresh() + " is not there: nothing can be put in the place of " + place.live());
        }
        if (!begun()) {
            context.keepFact(HAD_ONE, Boolean.toString(there(place.live())));
        }
        if (there(place.live())) {
            rename(place.live(), place.before());
        }
        rename(place.fresh(), place.live());
    }

    /** The file before has its name again, however far {@link #forth} came; the restored one is kept beside it. */
    void back() {
        if (!begun()) {
            return;
        }
        if (there(place.before())) {
            if (there(place.live())) {
                context.guard();
                files.remove(place.undone());
                rename(place.live(), place.undone());
            }
            rename(place.before(), place.live());
        } else if (!hadOne() && there(place.live()) && !there(place.fresh()) && !there(place.undone())) {
            rename(place.live(), place.undone());
        }
        context.keepFact(HAD_ONE, "");
    }

    boolean hadOne() {
        return context.fact(HAD_ONE).filter("true"::equals).isPresent();
    }

    private boolean begun() {
        return context.fact(HAD_ONE).filter(it -> !it.isEmpty()).isPresent();
    }

    private boolean there(Path path) {
        return files.facts(path).isPresent();
    }

    private void rename(Path from, Path to) {
        context.guard();
        context.command(move(from, to));
        files.rename(from, to);
    }

    static String move(Path from, Path to) {
        return "mv " + from + " " + to;
    }
}
