package dev.muster.plan;

/**
 * What a machine must have seen for an item of the checklist to be done.
 *
 * @param subject key of the procedure or of the database, or keys of services, or key of the channel
 */
public record Proof(Kind kind, String subject) {

    /** What can be proved. */
    public enum Kind {
        /** A run of the procedure succeeded in the incident and still stands. */
        RUN,
        /** A backup of the database was restored and compared since the incident was declared. */
        BACKUP_PROVED,
        /** All services that the subject names, with commas between them, are up. */
        SERVICES_UP,
        /** Somebody said, since the incident was declared, that the status page tells of it. */
        STATUS_PAGE_UPDATED
    }
}
