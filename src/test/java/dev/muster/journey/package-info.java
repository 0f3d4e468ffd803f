/** What people do from one end to the other: real browsers against the whole practice estate. Few and telling. */
@NullMarked
package dev.muster.journey;

import org.jspecify.annotations.NullMarked;
