/** The log of acts: search, one row in full, proof that it is whole. */
@NullMarked
package dev.muster.ui.audit;

import org.jspecify.annotations.NullMarked;
