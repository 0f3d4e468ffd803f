package dev.muster.audit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Proves that the log is whole: nothing changed, nothing missing in the middle, nothing moved. */
public interface AuditVerification {

    /** Reads every row from the first to the last, and stops at the first bad one. */
    Report verify();

    /**
     * What was found. The chain cannot know of rows cut off at its end, nor of a chain forged anew as a whole: whoever
     * noted last row and hash earlier can see both.
     *
     * @param rows how many rows are proved good
     * @param firstBad null when every row is good
     * @param lastSeq the last good row; 0 when there is none
     * @param lastHash its hash in hex
     */
    record Report(long rows, Duration took, @Nullable BadRow firstBad, long lastSeq, String lastHash) {

        public boolean whole() {
            return firstBad == null;
        }
    }

    /** The first row that is not as it was written. */
    record BadRow(long seq, Fault fault) {

        /** What is wrong, in words for a person. */
        public String words() {
            return switch (fault) {
                case CHANGED -> "Row " + seq + " was changed: its contents do not match its hash.";
                case MISSING -> "Row " + seq + " is missing.";
                case MISPLACED ->
                    "Row " + seq + " does not follow row " + (seq - 1) + ": one of the two was moved or replaced.";
            };
        }
    }

    /** How a row can be bad. */
    enum Fault {
        CHANGED,
        MISSING,
        MISPLACED
    }
}
