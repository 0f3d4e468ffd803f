package dev.muster.plan;

import dev.muster.common.Changed;

/** Another plan is in force. */
public record PlanChanged() implements Changed {}
