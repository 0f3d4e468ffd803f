package dev.muster.plan;

/** A way to reach people; the list's order is the order of use. */
public record Channel(String key, String title, Kind kind, String address) {

    /** What carries the message. */
    public enum Kind {
        SLACK,
        EMAIL,
        PHONE_TREE,
        STATUS_PAGE
    }
}
