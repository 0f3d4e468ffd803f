/**
 * The practice estate: a primary and a standby PostgreSQL with generated data, object storage, a small BDC application
 * twice behind nginx, and Redis, each a real process that can be killed. {@code bin/run} shows it and integration tests
 * use it.
 */
@NullMarked
package dev.muster.practice;

import org.jspecify.annotations.NullMarked;
