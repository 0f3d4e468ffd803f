package dev.muster.recovery;

/** Another run holds a target: nothing else runs there until it has ended. */
public record TargetHeld(RunId holder, String target) {

    /** For a person. */
    public String message() {
        return "Run " + holder + " holds " + target + ": it must end first";
    }
}
