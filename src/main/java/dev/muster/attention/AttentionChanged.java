package dev.muster.attention;

import dev.muster.common.Changed;

/** The list is another one than before: something came, went, or has become overdue. */
public record AttentionChanged() implements Changed {}
