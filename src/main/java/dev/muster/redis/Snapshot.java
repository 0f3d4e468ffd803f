package dev.muster.redis;

import dev.muster.backup.RedisManifest;
import dev.muster.backup.UntrustedBackup;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A snapshot file that was read to its end.
 *
 * @param version of the format
 * @param server the version of Redis that wrote it; empty when it does not say
 * @param writtenAt when the server began it, by the server's clock and in whole seconds
 * @param keys of each database; empty when it holds values of a kind that this console cannot count
 * @param summed whether it ends with a checksum; the one of a file that does is right
 */
record Snapshot(
        int version,
        String server,
        Optional<Instant> writtenAt,
        Optional<List<RedisManifest.Keys>> keys,
        boolean summed) {

    private static final int FIRST_WITH_CHECKSUM = 5;
    private static final int HEAD = 9;
    /** From here on a byte speaks of the file, not of a key. */
    private static final int FIRST_MARK = 0xf0;

    private static final byte[] MAGIC = "REDIS".getBytes(StandardCharsets.US_ASCII);

    /**
     * Reads all of it.
     *
     * @throws UntrustedBackup when it is none, is cut short, or its checksum does not fit
     * @throws IOException when the file cannot be read
     */
    static Snapshot read(Path file) throws IOException {
        long size = Files.size(file);
        try (InputStream stream = Files.newInputStream(file)) {
            return new Reading(new SnapshotSource(stream), size).all();
        }
    }

    private static final class Reading {

        private final SnapshotSource source;
        private final SnapshotValues values;
        private final long size;
        private final Map<Integer, RedisManifest.Keys> keys = new TreeMap<>();
        private String server = "";
        private Optional<Instant> writtenAt = Optional.empty();
        private int database;

        Reading(SnapshotSource source, long size) {
            this.source = source;
            this.values = new SnapshotValues(source);
            this.size = size;
        }

        Snapshot all() throws IOException {
            int version = version();
            boolean summed = version >= FIRST_WITH_CHECKSUM;
            boolean counted = true;
            try {
                entries();
            } catch (SnapshotValues.UnknownKind e) {
                counted = false;
                long rest = size - (summed ? Long.BYTES : 0) - source.position();
                if (rest < 0) {
                    throw new UntrustedBackup("The snapshot ends in the middle of its data", e);
                }
                source.skip(rest);
            } catch (java.io.EOFException e) {
                throw new UntrustedBackup("The snapshot is cut short: " + e.getMessage(), e);
            } catch (IOException e) {
                throw new UntrustedBackup("The snapshot cannot be read: it " + e.getMessage(), e);
            }
            return new Snapshot(
                    version,
                    server,
                    writtenAt,
                    counted ? Optional.of(List.copyOf(keys.values())) : Optional.empty(),
                    summed && checksum());
        }

        private int version() throws IOException {
            if (size < HEAD || !Arrays.equals(source.bytes(MAGIC.length), MAGIC)) {
                throw new UntrustedBackup("This is no snapshot of Redis: it does not begin with REDIS");
            }
            String digits = new String(source.bytes(HEAD - MAGIC.length), StandardCharsets.US_ASCII);
            if (!digits.matches("\\d{4}")) {
                throw new UntrustedBackup("This is no snapshot of Redis: it names no version");
            }
            return Integer.parseInt(digits);
        }

        /** False where Redis was told to write none. */
        private boolean checksum() throws IOException {
            long found = source.checksum();
            long written;
            try {
                written = source.littleEndian(Long.BYTES);
            } catch (java.io.EOFException e) {
                throw new UntrustedBackup("The snapshot is cut short: its checksum is missing", e);
            }
            if (source.more()) {
                throw new UntrustedBackup("The snapshot goes on after its end, at byte " + source.position());
            }
            if (written != 0 && written != found) {
                throw new UntrustedBackup("The snapshot is damaged: its checksum is %016x, its bytes give %016x"
                        .formatted(written, found));
            }
            return written != 0;
        }

        private void entries() throws IOException {
            boolean expires = false;
            while (true) {
                int what = source.octet();
                switch (what) {
                    case 0xff -> {
                        return;
                    }
                    case 0xfe -> database = Math.toIntExact(values.length());
                    case 0xfd -> {
                        source.skip(Integer.BYTES);
                        expires = true;
                    }
                    case 0xfc -> {
                        source.skip(Long.BYTES);
                        expires = true;
                    }
                    case 0xfb -> twoLengths();
                    case 0xfa -> told(values);
                    case 0xf9 -> source.skip(1);
                    case 0xf8 -> values.length();
                    case 0xf7 -> values.skipModule();
                    case 0xf5 -> values.skipText();
                    case 0xf4 -> {
                        twoLengths();
                        values.length();
                    }
                    default -> {
                        if (what >= FIRST_MARK) {
                            throw new SnapshotValues.UnknownKind(what);
                        }
                        key(what, expires);
                        expires = false;
                    }
                }
            }
        }

        private void twoLengths() throws IOException {
            values.length();
            values.length();
        }

        private void key(int kind, boolean expires) throws IOException {
            values.skipText();
            values.skipValue(kind);
            keys.merge(
                    database,
                    new RedisManifest.Keys(database, 1, expires ? 1 : 0),
                    (some, one) -> new RedisManifest.Keys(
                            database, some.keys() + one.keys(), some.expiring() + one.expiring()));
        }

        private void told(SnapshotValues head) throws IOException {
            String name = head.text();
            if (name.equals("redis-ver")) {
                server = head.text();
            } else if (name.equals("ctime")) {
                String seconds = head.text();
                writtenAt = seconds.matches("\\d{1,12}")
                        ? Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)))
                        : Optional.empty();
            } else {
                head.skipText();
            }
        }
    }
}
