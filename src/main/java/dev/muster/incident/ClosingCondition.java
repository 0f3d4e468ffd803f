package dev.muster.incident;

import java.util.List;

/** What a module wants to see done before an incident may be closed. Every bean of this type is asked. */
public interface ClosingCondition {

    /**
     * What still hinders, a short sentence each that says what to do; empty when nothing does. Reads only, in the
     * transaction that closes, with the incident's row held.
     */
    List<String> hindrances(Incident incident);
}
