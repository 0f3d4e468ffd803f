package dev.muster.recovery.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.dao.UncategorizedDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Tries a write again while the console's own database is away: a restore must not die of a restarted console database. */
@Component
class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Clock clock;
    private final EngineSettings settings;

    Patience(Clock clock, EngineSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    void run(Runnable write) {
        get(() -> {
            write.run();
            return true;
        });
    }

    /** The write must bear being made twice: a commit whose answer was lost is tried again. */
    <T> T get(Supplier<T> write) {
        @Nullable Instant end = null;
        while (true) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                Instant now = clock.instant();
                end = end == null ? now.plus(settings.patience()) : end;
                if (!away(e) || now.isAfter(end)) {
                    throw e;
                }
                LOG.warn("The console's database does not answer, trying again: {}", e.getMessage());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Whether it says that the console's database is away; the databases that a run works on do not fail like this. */
    static boolean away(Throwable e) {
        return e instanceof DataAccessResourceFailureException
                || e instanceof TransientDataAccessException
                || e instanceof RecoverableDataAccessException
                || e instanceof UncategorizedDataAccessException
                || e instanceof TransactionException;
    }
}
