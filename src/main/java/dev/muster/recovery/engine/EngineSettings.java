package dev.muster.recovery.engine;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The engine's figures.
 *
 * @param heartbeat how often a worker says that it lives
 * @param leaseLength how long after its last sign another worker may take over
 * @param patience how long a state write is tried while the console's own database is away
 * @param preflight how long one step may take to describe and check itself
 * @param retryPause before a failed step is tried again for the first time; twice as long each time after
 * @param crashRepeats how often a step may be started at all before a crash stops the run for a person
 */
@Component
record EngineSettings(
        Path workDirectory,
        Duration heartbeat,
        Duration leaseLength,
        Duration patience,
        Duration preflight,
        Duration retryPause,
        int crashRepeats) {

    @Autowired
    EngineSettings(@Value("${muster.work-directory}") Path workDirectory) {
        this(
                workDirectory.toAbsolutePath().normalize(),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                Duration.ofSeconds(15),
                Duration.ofSeconds(2),
                5);
    }
}
