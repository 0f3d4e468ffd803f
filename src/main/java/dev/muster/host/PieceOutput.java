package dev.muster.host;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes bytes as {@link RemoteScript#withInput} reads them: a line with a length, then so many bytes; at the end a line
 * that says so. The stream below stays open.
 */
final class PieceOutput extends OutputStream {

    private static final int PIECE = 256 * 1024;

    private final OutputStream out;
    private final byte[] piece = new byte[PIECE];
    private int length;
    private boolean closed;

    PieceOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int from = offset;
        int end = offset + count;
        while (from < end) {
            int part = Math.min(end - from, PIECE - length);
            System.arraycopy(bytes, from, piece, length, part);
            length += part;
            from += part;
            if (length == PIECE) {
                send();
            }
        }
    }

    @Override
    public void flush() throws IOException {
        send();
        out.flush();
    }

    /** Says that this was everything. */
    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            send();
            line("end");
            out.flush();
        }
    }

    private void send() throws IOException {
        if (length > 0) {
            line(Integer.toString(length));
            out.write(piece, 0, length);
            length = 0;
        }
    }

    private void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.US_ASCII));
    }
}
