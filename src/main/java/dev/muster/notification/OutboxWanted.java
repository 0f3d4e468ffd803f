package dev.muster.notification;

/** There is something to send. Only a hint: the rows say what is true. */
record OutboxWanted() {}
