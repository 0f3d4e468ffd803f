package dev.muster.status;

import dev.muster.common.Refused;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.http.HttpTimeoutException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one look with a limit of time, and makes an answer of whatever comes of it. */
final class Asking {

    private static final Logger LOG = LoggerFactory.getLogger(Asking.class);

    /** Waited longer than told: the console itself stood still, and what it missed says nothing of the service. */
    private static final Duration STOOD_STILL = Duration.ofSeconds(1);

    private static final int MOST_MISSED = 5;

    private final Look look;
    private final Duration patience;
    private final ExecutorService pool;
    /** A look that heeds no interrupt holds this one back alone, and never piles up. */
    private final Semaphore free = new Semaphore(1);

    private int missed;

    Asking(Look look, Duration patience, ExecutorService pool) {
        this.look = look;
        this.patience = patience;
        this.pool = pool;
    }

    /** Empty when nothing can be said of this look. */
    Optional<Answer> ask() throws InterruptedException {
        long begun = System.nanoTime();
        if (!free.tryAcquire()) {
            TimeUnit.NANOSECONDS.sleep(patience.toNanos());
            return Optional.of(answer(look.silence(), "does not even end the look before", begun));
        }
        Future<Look.Seen> future = pool.submit(() -> {
            try {
                return look.look(patience);
            } finally {
                free.release();
            }
        });
        try {
            Look.Seen seen = future.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            missed = 0;
            return Optional.of(answer(seen.state(), seen.evidence(), begun));
        } catch (TimeoutException e) {
            future.cancel(true);
            return silent(begun);
        } catch (ExecutionException e) {
            missed = 0;
            return e.getCause() instanceof HttpTimeoutException
                    ? silent(begun)
                    : Optional.of(failed(Objects.requireNonNullElse(e.getCause(), e), begun));
        } catch (InterruptedException e) {
            future.cancel(true);
            throw e;
        }
    }

    private Optional<Answer> silent(long begun) {
        if (System.nanoTime() - begun > patience.plus(STOOD_STILL).toNanos()) {
            missed++;
            return missed < MOST_MISSED
                    ? Optional.empty()
                    : Optional.of(answer(ServiceState.UNKNOWN, "this console is too busy to look", begun));
        }
        missed = 0;
        return Optional.of(answer(look.silence(), "no answer within " + patience.toMillis() + " ms", begun));
    }

    private static Answer failed(Throwable cause, long begun) {
        String message = Optional.ofNullable(cause.getMessage()).orElse("");
        return switch (cause) {
            case Refused e -> answer(ServiceState.UNKNOWN, e.getMessage(), begun);
            case ConnectException e
            when unreachable(message) -> answer(ServiceState.UNKNOWN, "this console has no network to it", begun);
            case ConnectException e -> answer(ServiceState.DOWN, "takes no connections", begun);
            case SocketException e
            when unreachable(message) -> answer(ServiceState.UNKNOWN, "this console has no network to it", begun);
            case IOException e -> answer(ServiceState.DOWN, "the connection broke: " + words(e), begun);
            case SQLException e -> answer(ServiceState.DOWN, words(e), begun);
            default -> {
                LOG.warn("A probe failed by itself", cause);
                yield answer(ServiceState.UNKNOWN, "the look itself failed: " + words(cause), begun);
            }
        };
    }

    private static boolean unreachable(String message) {
        return message.contains("Network is unreachable");
    }

    private static String words(Throwable e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }

    private static Answer answer(ServiceState state, String evidence, long begun) {
        return new Answer(state, evidence, Duration.ofNanos(System.nanoTime() - begun));
    }
}
