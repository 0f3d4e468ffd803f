package dev.muster.ui.incident;

import dev.muster.common.Changed;
import dev.muster.incident.IncidentId;

/** The room of this incident was read again and looks otherwise than before. */
record RoomRead(IncidentId incident) implements Changed {}
