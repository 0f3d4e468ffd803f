/**
 * Benchmarks: programs, not tests. Each prints both sides of a comparison in alternating rounds, medians and the
 * physical limit, and last one line per figure: {@code BENCH name value unit target ok|short}.
 */
@NullMarked
package dev.muster.bench;

import org.jspecify.annotations.NullMarked;
