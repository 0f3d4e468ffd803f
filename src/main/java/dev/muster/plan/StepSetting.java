package dev.muster.plan;

/**
 * One setting of a step type.
 *
 * @param meaning for the page of step types: a few words
 */
public record StepSetting(String name, Kind kind, boolean required, String meaning) {

    /** What may stand there. */
    public enum Kind {
        TEXT("a text"),
        DURATION("a duration such as 10 min"),
        SERVICE("key of a service"),
        HOST("key of a host"),
        DATABASE("key of a database"),
        STORAGE("key of a storage"),
        DNS("key of an entry of dns"),
        PROXY("key of a proxy"),
        POLICY("key of a backup policy"),
        CONFIGURATION("key of a configuration"),
        CERTIFICATE("key of a certificate"),
        COMMAND("a list: the program and its arguments"),
        COUNT("a whole number from 1 to 10"),
        LIST("a list");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public static StepSetting required(String name, Kind kind, String meaning) {
        return new StepSetting(name, kind, true, meaning);
    }

    public static StepSetting optional(String name, Kind kind, String meaning) {
        return new StepSetting(name, kind, false, meaning);
    }
}
