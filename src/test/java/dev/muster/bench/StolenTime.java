package dev.muster.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * How much of the processors' time the host of a virtual machine gave to others ("steal" of {@code /proc/stat}) since
 * this began: a figure that was taken meanwhile says as much about them as about us. Nothing where Linux does not say.
 */
final class StolenTime {

    private static final Path STAT = Path.of("/proc/stat");
    private static final int STEAL = 7;

    private final long[] before = ticks();

    /** In percent of all time of all processors. */
    double percent() {
        long[] now = ticks();
        long all = Arrays.stream(now).sum() - Arrays.stream(before).sum();
        return all == 0 ? 0 : 100.0 * (now[STEAL] - before[STEAL]) / all;
    }

    private static long[] ticks() {
        try {
            String first = Files.exists(STAT) ? Files.readAllLines(STAT).getFirst() : "cpu 0 0 0 0 0 0 0 0";
            return Arrays.stream(first.split(" +"))
                    .skip(1)
                    .limit(STEAL + 1)
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
