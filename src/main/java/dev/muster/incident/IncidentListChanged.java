package dev.muster.incident;

import dev.muster.common.SharedFact;

/** An incident came, moved on in its life or ended: lists of incidents are to be read again. */
public record IncidentListChanged() implements SharedFact {}
