package dev.muster.bench;

import java.util.ArrayList;
import java.util.List;

/** Many tabs in one room, ten to a person, until this process is killed. */
final class RoomTabs {

    static final String OPEN = "open";

    private static final int PER_PERSON = 10;

    /** Held, so that none is collected while it counts. */
    private static final List<RoomClient> TABS = new ArrayList<>();

    private RoomTabs() {}

    /** Takes the console's address, the path of the room and how many. */
    public static void main(String[] arguments) throws Exception {
        for (int tab = 0; tab < Integer.parseInt(arguments[2]); tab++) {
            RoomClient next = tab % PER_PERSON == 0
                    ? RoomClient.signedIn(arguments[0], RoomConsole.LOGIN, RoomConsole.PASSWORD)
                    : TABS.getLast().tab();
            next.open(arguments[1], message -> {});
            TABS.add(next);
        }
        System.out.println(OPEN);
        Thread.sleep(Long.MAX_VALUE);
    }
}
