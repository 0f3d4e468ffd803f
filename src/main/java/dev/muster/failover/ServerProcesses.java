package dev.muster.failover;

import dev.muster.host.Command;
import dev.muster.host.CommandListener;
import dev.muster.host.HostException;
import dev.muster.host.Hosts;
import dev.muster.host.Machine;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Every process of a server on its host, found by the folder that it works in: each process of PostgreSQL works in the
 * data directory, those too that outlive a killed postmaster and might still commit.
 */
@Component
class ServerProcesses {

    private static final Duration LOOK = Duration.ofSeconds(10);
    /** Fewer than an SSH server lets through one connection by default. */
    private static final int AT_ONCE = 6;

    private static final Pattern ENTRY = Pattern.compile("/proc/(\\d+)/cwd");

    private final Hosts hosts;

    ServerProcesses(Hosts hosts) {
        this.hosts = hosts;
    }

    /**
     * @throws HostException when its host cannot be asked, or what is found there does not fit together: then nobody
     *     knows
     */
    List<Long> of(Node node) {
        Machine machine = hosts.machine(node.host());
        Path directory = Path.of(node.server().directory());
        List<String> output = Collections.synchronizedList(new ArrayList<>());
        // It ends with 1 whenever a process vanishes meanwhile, so what it prints is what counts.
        machine.run(new Command(listing(node), Map.of(), null, LOOK), (error, line) -> {
            if (!error) {
                output.add(line);
            }
        });
        List<Long> found = new ArrayList<>();
        for (String line : List.copyOf(output)) {
            Matcher matcher = ENTRY.matcher(line.strip());
            if (matcher.matches()) {
                found.add(Long.parseLong(matcher.group(1)));
            }
        }
        if (found.isEmpty() && !output.contains(node.server().directory())) {
            throw new HostException(
                    "What runs in " + directory + " on " + node.host().key() + " cannot be seen");
        }
        return found;
    }

    /** The data directory itself is asked for too: when that is not printed, the look itself has failed. */
    static List<String> listing(Node node) {
        List<String> arguments = new ArrayList<>(node.as());
        String directory = node.server().directory();
        arguments.addAll(List.of(
                "find",
                "-L",
                "/proc",
                directory,
                "-maxdepth",
                "2",
                "(",
                "-path",
                directory,
                "-o",
                "-path",
                "/proc/[0-9]*/cwd",
                ")",
                "-samefile",
                directory));
        return List.copyOf(arguments);
    }

    /** Ends them all at once and hard; returns when none is left. */
    void end(StepContext context, Node node, Duration limit) {
        end(context, node, limit, of(node));
    }

    /** @param seen what was found just now, so that it is not looked for twice */
    void end(StepContext context, Node node, Duration limit, List<Long> seen) {
        List<Long> left = new ArrayList<>(seen);
        boolean gone = left.isEmpty()
                || Steps.until(context, limit, () -> {
                    context.guard();
                    kill(node, left);
                    left.clear();
                    left.addAll(of(node));
                    return left.isEmpty();
                });
        if (!gone) {
            throw new HostException(
                    "Processes of " + node.words() + " do not end within " + limit.toSeconds() + " s: " + left);
        }
    }

    /** Side by side: one after the other took longer than all the rest of a failover. */
    private void kill(Node node, List<Long> pids) {
        try (ExecutorService threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            List<Future<?>> kills = new ArrayList<>();
            for (Long pid : pids) {
                kills.add(threads.submit(() -> hosts.machine(node.host())
                        .run(
                                new Command(
                                        node.program("pg_ctl", "kill", "KILL", Long.toString(pid)),
                                        Map.of(),
                                        null,
                                        LOOK),
                                CommandListener.silent())));
            }
            for (Future<?> it : kills) {
                it.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HostException("interrupted while ending the processes of " + node.words(), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        }
    }
}
