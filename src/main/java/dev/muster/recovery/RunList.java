package dev.muster.recovery;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The runs that somebody asks for, page by page. */
public interface RunList {

    /** Which runs, by how they stand. */
    enum Show {
        ALL,
        /** Neither ended nor waiting for a person. */
        OPEN,
        WAITING,
        SUCCEEDED,
        FAILED;

        public Set<RunState> states() {
            return switch (this) {
                case ALL -> EnumSet.allOf(RunState.class);
                case OPEN -> EnumSet.of(RunState.PREPARED, RunState.QUEUED, RunState.RUNNING);
                case WAITING -> EnumSet.of(RunState.AWAITING_APPROVAL, RunState.PAUSED, RunState.INTERRUPTED);
                case SUCCEEDED -> EnumSet.of(RunState.SUCCEEDED);
                case FAILED -> EnumSet.of(RunState.FAILED, RunState.CANCELLED);
            };
        }
    }

    /** @param text anywhere in title, target, person or reason, in any case; empty for all */
    record Filter(Show show, String text) {

        public static final Filter EVERYTHING = new Filter(Show.ALL, "");
    }

    /** Newest first. */
    List<RunQuery.Summary> page(Filter filter, int offset, int limit);

    int total(Filter filter);
}
