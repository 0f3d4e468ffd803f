package dev.muster.notification;

import dev.muster.incident.IncidentId;
import dev.muster.security.Actor;
import java.util.Optional;

/** Where it is kept who has read what; append only. */
interface Acknowledgements {

    /** The incident and the sender of a message that went out for one; empty where there is none. */
    Optional<About> about(MessageId message);

    /** False when it stands there already. */
    boolean add(MessageId message, Acknowledgement acknowledgement, Actor actor);

    /** A message of an incident. */
    record About(IncidentId incident, String title, String channelTitle, String sender) {}
}
