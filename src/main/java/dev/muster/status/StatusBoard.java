package dev.muster.status;

import java.util.List;

/** How the services of the plan in force are now, as this console sees them. Needs no database. */
public interface StatusBoard {

    /** In the order of the plan. */
    List<ServiceStatus> services();
}
