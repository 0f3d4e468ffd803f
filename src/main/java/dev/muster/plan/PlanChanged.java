package dev.muster.plan;

import dev.muster.common.SharedFact;

/** Another plan is in force. */
public record PlanChanged() implements SharedFact {}
