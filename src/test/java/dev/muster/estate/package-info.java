/**
 * The container estate: machines with systemd and sshd, made of the images of {@code docker/estate}. Knows how they are
 * started and what a plan says of them, and nothing of the steps that are tried on them.
 */
@NullMarked
package dev.muster.estate;

import org.jspecify.annotations.NullMarked;
