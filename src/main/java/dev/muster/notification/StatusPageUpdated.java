package dev.muster.notification;

import dev.muster.incident.IncidentId;

/** Somebody said that a status page tells of the incident; published in the transaction that keeps it. */
record StatusPageUpdated(IncidentId incident) {}
