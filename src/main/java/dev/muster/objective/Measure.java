package dev.muster.objective;

/** A figure with its state, so that a screen or report never shows a zero that nobody measured. */
public sealed interface Measure<T> {

    /** It is known. */
    record Measured<T>(T value) implements Measure<T> {}

    /**
     * It will be known later.
     *
     * @param waitsFor what is missing, such as "not resolved yet"
     */
    record Pending<T>(String waitsFor) implements Measure<T> {}

    /**
     * It will never be known, because there is nothing to measure.
     *
     * @param why such as "nothing was restored"
     */
    record NotApplicable<T>(String why) implements Measure<T> {}

    /**
     * What was written down contradicts itself.
     *
     * @param reason names the contradiction
     */
    record Invalid<T>(String reason) implements Measure<T> {}
}
