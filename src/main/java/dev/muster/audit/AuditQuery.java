package dev.muster.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the log, newest rows first. */
public interface AuditQuery {

    List<AuditEntry> search(Filter filter, int offset, int limit);

    int count(Filter filter);

    Optional<AuditEntry> find(long seq);

    /** Every kind of act that stands in the log, by name. */
    List<String> actions();

    /**
     * What to look for; a blank text or null asks for nothing. Texts are found anywhere and in any case.
     *
     * @param from earliest time, included
     * @param until latest time, excluded
     * @param actor part of a login or a name
     * @param action the whole name of an act
     * @param subject part of type and id with a blank between, such as {@code incident 12}
     * @param text part of any column that a person wrote or reads
     */
    record Filter(
            @Nullable Instant from, @Nullable Instant until, String actor, String action, String subject, String text) {

        public static final Filter EVERYTHING = new Filter(null, null, "", "", "", "");
    }
}
