package dev.muster.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The bytes of a snapshot file in their order, with the checksum of all that were read. */
final class SnapshotSource {

    private static final int BUFFER = 256 * 1024;

    private final InputStream stream;
    private final Crc64 checksum = new Crc64();
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;
    private long before;

    SnapshotSource(InputStream stream) {
        this.stream = stream;
    }

    /** How many bytes were read. */
    long position() {
        return before + at;
    }

    /** Of the bytes that were read. */
    long checksum() {
        settle();
        return checksum.value();
    }

    int octet() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    long bigEndian(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = (value << Byte.SIZE) | octet();
        }
        return value;
    }

    long littleEndian(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value |= (long) octet() << (i * Byte.SIZE);
        }
        return value;
    }

    byte[] bytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) octet();
        }
        return bytes;
    }

    void skip(long count) throws IOException {
        long left = count;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            int step = (int) Math.min(left, end - at);
            at += step;
            left -= step;
        }
    }

    boolean more() throws IOException {
        if (at < end) {
            return true;
        }
        settle();
        end = Math.max(0, stream.read(buffer));
        return end > 0;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new EOFException("the file ends after " + position() + " bytes, in the middle of its data");
        }
    }

    private void settle() {
        checksum.update(buffer, 0, at);
        before += at;
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
        at = 0;
    }
}
