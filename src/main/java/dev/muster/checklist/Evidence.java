package dev.muster.checklist;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a machine saw that settles an item.
 *
 * @param text a sentence for people, such as "Run 5 (Restore the database) succeeded"
 * @param at when it became true
 * @param run the run that it speaks of, for the link
 */
public record Evidence(String text, Instant at, @Nullable Long run) {}
