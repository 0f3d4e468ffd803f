package dev.muster.roster;

import java.util.List;
import java.util.Optional;

/** Reads who belongs to the team and who is here. */
public interface Roster {

    /** The roles of the plan in force, in its order. */
    List<Seat> seats();

    /** The roles of a plan version that an incident keeps; people and their presence as of now. */
    List<Seat> seats(long planVersion);

    /** Every account, by name. */
    List<Attendance> accounts();

    Optional<Attendance> account(String login);
}
