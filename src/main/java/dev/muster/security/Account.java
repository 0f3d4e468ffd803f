package dev.muster.security;

import java.time.Instant;

/** A person who may sign in. */
public record Account(String login, String name, Role role, boolean enabled, Instant createdAt, int version) {}
