package dev.muster.status;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;

/** Asks one thing once. Blocks as long as it likes: whoever asks interrupts it when the time is over. */
interface Look extends AutoCloseable {

    /** What was seen; how long it took is measured outside. */
    record Seen(ServiceState state, String evidence) {

        static Seen up(String evidence) {
            return new Seen(ServiceState.UP, evidence);
        }

        static Seen degraded(String evidence) {
            return new Seen(ServiceState.DEGRADED, evidence);
        }

        static Seen down(String evidence) {
            return new Seen(ServiceState.DOWN, evidence);
        }
    }

    /**
     * @param patience how long the asker waits
     * @throws CannotLook when it could not even be asked
     * @throws IOException when it did not answer as such a thing answers
     * @throws SQLException the same, of a database
     */
    Seen look(Duration patience) throws IOException, SQLException, InterruptedException;

    /** What silence means. */
    default ServiceState silence() {
        return ServiceState.DOWN;
    }

    /** Lets go of what it keeps between two looks. */
    @Override
    default void close() {}
}
