package dev.muster.host;

/** Starts, stops and looks at one service. */
public interface ServiceControl {

    boolean running();

    /**
     * Returns when it is stopped; does nothing when it is.
     *
     * @throws HostException when it does not stop in time
     */
    void stop();

    /**
     * Returns when the process is there; does nothing when it is. Being healthy is a question for others.
     *
     * @throws HostException with its last log lines when it does not come up
     */
    void start();

    /**
     * Returns when the process is there, begun anew.
     *
     * @throws HostException with its last log lines when it does not come up
     */
    default void restart() {
        stop();
        start();
    }

    /**
     * Returns when it was told to read its files again; where it cannot do that while it runs, it is restarted.
     *
     * @throws HostException with its last log lines when it does not stay up
     */
    default void reload() {
        restart();
    }

    /** For the preview: the commands that {@link #stop} and {@link #start} use. */
    String describe();
}
