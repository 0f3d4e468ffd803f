/**
 * Owns the words that go out to people: templates filled with an incident's facts, the outbox and its deliveries by
 * Slack and mail. Does not know who the people are, and sends nothing by itself: a person does.
 */
@ApplicationModule(allowedDependencies = {"common", "security", "audit", "plan", "incident", "checklist", "attention"})
@NullMarked
package dev.muster.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
