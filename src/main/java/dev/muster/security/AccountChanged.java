package dev.muster.security;

import dev.muster.common.SharedFact;

/** Role, password or state of an account changed: its sessions have ended, so its open screens must be left. */
public record AccountChanged(String login) implements SharedFact {}
