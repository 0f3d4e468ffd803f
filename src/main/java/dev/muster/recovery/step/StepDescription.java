package dev.muster.recovery.step;

import java.util.List;

/**
 * What a step would do.
 *
 * @param what one sentence in plain words
 * @param commands the very commands or statements, secrets masked
 * @param loses what will be lost or unavailable, one sentence each; empty when nothing
 * @param wayBack how to undo it; empty when there is none or nothing to undo
 */
public record StepDescription(String what, List<String> commands, List<String> loses, String wayBack) {

    public static StepDescription of(String what, List<String> commands) {
        return new StepDescription(what, List.copyOf(commands), List.of(), "");
    }
}
