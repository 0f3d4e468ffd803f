package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Ends what a dead worker left running on this machine: processes whose environment names the run. Where there is no
 * {@code /proc} nothing is found, and the steps' own look at the real state is the only guard.
 */
@Component
class OrphanProcesses {

    static final String RUN = "MUSTER_RUN";
    /** Two consoles on one machine count their runs apart; their folders differ. */
    static final String FOLDER = "MUSTER_RUN_DIRECTORY";

    private static final Logger LOG = LoggerFactory.getLogger(OrphanProcesses.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path processes = Path.of("/proc");
    private final WorkDirectories folders;

    OrphanProcesses(WorkDirectories folders) {
        this.folders = folders;
    }

    Map<String, String> marks(RunId run) {
        return Map.of(RUN, run.toString(), FOLDER, folders.of(run).toString());
    }

    /** Ends them, first politely, and returns how many there were when none is left. */
    int end(RunId run) {
        List<ProcessHandle> left = find(run);
        left.forEach(ProcessHandle::destroy);
        await(left, GRACE);
        List<ProcessHandle> stubborn =
                left.stream().filter(ProcessHandle::isAlive).toList();
        stubborn.forEach(ProcessHandle::destroyForcibly);
        await(stubborn, GRACE);
        if (!left.isEmpty()) {
            LOG.warn("Ended {} processes that an earlier worker of run {} had left", left.size(), run);
        }
        return left.size();
    }

    List<ProcessHandle> find(RunId run) {
        if (!Files.isDirectory(processes)) {
            return List.of();
        }
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(it -> it.pid() != ProcessHandle.current().pid())
                    .filter(it -> belongs(it, run))
                    .toList();
        }
    }

    private boolean belongs(ProcessHandle process, RunId run) {
        Set<String> environment = environment(process);
        return environment.contains(RUN + "=" + run)
                && (environment.contains(FOLDER + "=" + folders.of(run))
                        || environment.stream().noneMatch(it -> it.startsWith(FOLDER + "=")));
    }

    private Set<String> environment(ProcessHandle process) {
        try {
            byte[] bytes = Files.readAllBytes(processes.resolve(process.pid() + "/environ"));
            return Arrays.stream(new String(bytes, StandardCharsets.UTF_8).split("\0"))
                    .filter(it -> it.startsWith(RUN))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            // another user's process, or gone
            return Set.of();
        }
    }

    private static void await(List<ProcessHandle> processes, Duration limit) {
        CompletableFuture<?>[] ends =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(ends)
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
