package dev.muster.notification;

import dev.muster.common.SharedFact;
import dev.muster.incident.IncidentId;

/** A message of this incident came into the outbox or one of its copies moved. */
public record IncidentMessagesChanged(IncidentId incident) implements SharedFact {}
