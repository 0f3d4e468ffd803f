/** What tests of several modules share: the database, the clock that is turned by hand, the Spring context. */
@NullMarked
package dev.muster.testing;

import org.jspecify.annotations.NullMarked;
