package dev.muster.bench;

import java.util.ArrayList;
import java.util.List;

/** Many tabs in one room, ten to a person, until this process is killed. */
final class RoomTabs {

    static final String OPEN = "open";

    private static final int PER_PERSON = 10;

    private RoomTabs() {}

    /** Takes the console's address, the path of the room and how many. */
    public static void main(String[] arguments) throws Exception {
        List<RoomClient> open = new ArrayList<>();
        RoomClient person = null;
        for (int tab = 0; tab < Integer.parseInt(arguments[2]); tab++) {
            person = tab % PER_PERSON == 0
                    ? RoomClient.signedIn(arguments[0], RoomConsole.LOGIN, RoomConsole.PASSWORD)
                    : person.tab();
            person.open(arguments[1], message -> {});
            open.add(person);
        }
        System.out.println(OPEN);
        Thread.sleep(Long.MAX_VALUE);
    }
}
