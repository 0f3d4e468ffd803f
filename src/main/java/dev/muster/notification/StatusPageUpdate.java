package dev.muster.notification;

import java.time.Instant;

/**
 * Somebody said that a status page tells of an incident.
 *
 * @param channel key of the page in the plan
 * @param by login
 * @param text what it tells
 */
public record StatusPageUpdate(String channel, Instant at, String by, String name, String text) {}
