package dev.muster.host;

import java.io.IOException;
import java.io.InputStream;

/** A stream that must have exactly so many bytes. */
final class ExactStream extends InputStream {

    private final InputStream stream;
    private final long size;
    private long seen;

    ExactStream(InputStream stream, long size) {
        this.stream = stream;
        this.size = size;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = stream.read(bytes, offset, length);
        seen += Math.max(0, count);
        if (seen > size) {
            throw new IOException("it has more than the " + size + " bytes that were said");
        }
        if (count < 0 && seen < size) {
            throw new IOException("it ended after " + seen + " of " + size + " bytes");
        }
        return count;
    }
}
