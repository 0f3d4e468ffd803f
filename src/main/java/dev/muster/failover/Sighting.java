package dev.muster.failover;

import java.time.Instant;

/**
 * What the console saw of a primary at one moment.
 *
 * @param node its name in the plan
 * @param written where its log stood
 * @param streamed whether its standby was connected to it
 */
record Sighting(String node, String systemIdentifier, int timeline, Wal written, boolean streamed, Instant at) {}
