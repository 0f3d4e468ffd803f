package dev.muster.incident;

import dev.muster.common.Changed;

/** Something in the room of this incident changed: state, checklist, timeline. */
public record IncidentChanged(IncidentId incident) implements Changed {}
