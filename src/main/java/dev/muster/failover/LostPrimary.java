package dev.muster.failover;

import java.time.Instant;

/**
 * A primary that two have seen to be gone.
 *
 * @param words what both have seen
 * @param since when the first look found nobody
 */
record LostPrimary(String database, String title, String procedure, String words, Instant since) {}
