package dev.muster.recovery.step;

/**
 * What a pre-flight saw. A {@code BLOCK} forbids the launch.
 *
 * @param check what was looked at, such as "free disk"
 * @param message what was found, with the figures
 */
public record Finding(Level level, String check, String message) {

    /** How bad a finding is. */
    public enum Level {
        OK,
        WARN,
        BLOCK
    }

    public static Finding ok(String check, String message) {
        return new Finding(Level.OK, check, message);
    }

    public static Finding warn(String check, String message) {
        return new Finding(Level.WARN, check, message);
    }

    public static Finding block(String check, String message) {
        return new Finding(Level.BLOCK, check, message);
    }
}
