package dev.muster.notification;

import dev.muster.common.SharedFact;

/** A message came into the outbox or one of its copies moved. */
public record OutboxChanged() implements SharedFact {}
