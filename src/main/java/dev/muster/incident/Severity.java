package dev.muster.incident;

import java.util.Arrays;
import java.util.Optional;

/** How bad an incident is, with the sentence that helps to choose. */
public enum Severity {
    SEV1(1, "All users are cut off, or data is at risk"),
    SEV2(2, "Much does not work for many users"),
    SEV3(3, "Something does not work, or only for a few"),
    SEV4(4, "Nobody is cut off yet; it may become worse");

    private final int number;
    private final String sentence;

    Severity(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    /** As {@link Declaration#severity} and {@link Incident#severity} carry it. */
    public int number() {
        return number;
    }

    public String sentence() {
        return sentence;
    }

    public static Optional<Severity> of(int number) {
        return Arrays.stream(values()).filter(it -> it.number == number).findFirst();
    }

    /** Such as "SEV 1". */
    @Override
    public String toString() {
        return "SEV " + number;
    }
}
