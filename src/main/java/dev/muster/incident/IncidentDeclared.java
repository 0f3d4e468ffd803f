package dev.muster.incident;

import dev.muster.security.Actor;

/**
 * An incident was declared. Published inside the transaction that stores it, so a listener that prepares something for
 * the incident stands or falls with it.
 */
public record IncidentDeclared(IncidentId incident, long planVersionId, Actor actor) {}
