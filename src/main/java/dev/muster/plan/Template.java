package dev.muster.plan;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A message with {@code {{variables}}}. */
public record Template(String key, String title, String subject, String body) {

    /** What a message may say about its incident. */
    public static final Set<String> VARIABLES = Collections.unmodifiableSortedSet(new TreeSet<>(
            Set.of("application", "commander", "downtime", "room", "scenario", "severity", "status", "time", "title")));
}
