package dev.muster.notification;

import dev.muster.common.Changed;

/** A message came into the outbox or one of its copies moved. */
public record OutboxChanged() implements Changed {}
