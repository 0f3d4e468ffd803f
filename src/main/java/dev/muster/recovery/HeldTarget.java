package dev.muster.recovery;

import dev.muster.common.Refused;

/** A refusal that can lead to the run which holds the target. */
public class HeldTarget extends Refused {

    private static final long serialVersionUID = 1L;

    private final long holder;

    public HeldTarget(TargetHeld held, Throwable cause) {
        super(held.message(), cause);
        this.holder = held.holder().value();
    }

    public RunId holder() {
        return new RunId(holder);
    }
}
