package dev.muster.status;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Looks names of machines up. Such a lookup holds the thread under a virtual one and heeds no interrupt, so it runs on a
 * few threads of its own: a name server that hangs must not stop every other look. What is found stays in the JVM's cache
 * for the look that follows.
 */
final class Names {

    private static final ExecutorService RESOLVING = Executors.newFixedThreadPool(
            4, Thread.ofPlatform().daemon().name("probe-names-", 0).factory());

    private Names() {}

    /**
     * @throws CannotLook when there is no such name, or nobody who knows answers in time
     */
    static InetAddress address(String host, Duration patience) throws InterruptedException {
        Future<InetAddress> found = RESOLVING.submit(() -> InetAddress.getByName(host));
        try {
            // Sooner than the look itself is given up: silence of a name server says nothing of the service.
            return found.get(patience.toMillis() * 3 / 4, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw new CannotLook("The name " + host + " is not known from here");
            }
            throw new CannotLook("The name " + host + " cannot be looked up: " + e.getCause());
        } catch (TimeoutException e) {
            found.cancel(true);
            throw new CannotLook("Nobody answers who " + host + " is");
        }
    }
}
