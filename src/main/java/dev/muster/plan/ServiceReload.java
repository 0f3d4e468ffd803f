package dev.muster.plan;

import java.util.List;

/**
 * A service that has to read its files again after they were changed.
 *
 * @param how whether it can do so while it runs
 * @param test a command on its host that says whether it would take the files, first the program; empty when it has none
 */
public record ServiceReload(String service, How how, List<String> test) {

    /** How it is told. */
    public enum How {
        RELOAD,
        RESTART
    }
}
