package dev.muster.plan;

/** A message with {@code {{variables}}}. */
public record Template(String key, String title, String subject, String body) {}
