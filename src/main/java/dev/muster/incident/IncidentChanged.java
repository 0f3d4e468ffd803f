package dev.muster.incident;

import dev.muster.common.SharedFact;

/** Something in the room of this incident changed: state, checklist, timeline. */
public record IncidentChanged(IncidentId incident) implements SharedFact {}
