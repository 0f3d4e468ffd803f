/**
 * Owns what every module needs and nobody else may own: the clock, paging. Holds no rule of the trade.
 */
@NullMarked
package dev.muster.common;

import org.jspecify.annotations.NullMarked;
