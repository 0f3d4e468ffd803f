package dev.muster.redis;

import java.io.IOException;

/**
 * Steps over keys and values of a snapshot file, as they are laid out there. Facts about the format: the file's own
 * description and the reader of Redis 7 and 8.
 */
final class SnapshotValues {

    /** A kind of value that this console cannot step over, so what comes after it cannot be counted. */
    static final class UnknownKind extends IOException {
        private static final long serialVersionUID = 1L;

        UnknownKind(int kind) {
            super("a value of the kind " + kind);
        }
    }

    private static final int STREAM_ID = 16;

    private final SnapshotSource source;

    SnapshotValues(SnapshotSource source) {
        this.source = source;
    }

    long length() throws IOException {
        int first = source.octet();
        return switch (first >> 6) {
            case 0 -> first & 0x3f;
            case 1 -> ((first & 0x3f) << 8) | source.octet();
            case 2 -> checked(first == 0x80 ? source.bigEndian(4) : source.bigEndian(8));
            default -> throw new IOException("has a text where a length must be, at byte " + source.position());
        };
    }

    private long checked(long length) throws IOException {
        if (length < 0) {
            throw new IOException("names a length that cannot be, at byte " + source.position());
        }
        return length;
    }

    void skipText() throws IOException {
        int first = source.octet();
        switch (first >> 6) {
            case 0 -> source.skip(first & 0x3f);
            case 1 -> source.skip(((first & 0x3f) << 8) | source.octet());
            case 2 -> source.skip(checked(first == 0x80 ? source.bigEndian(4) : source.bigEndian(8)));
            default -> skipPackedText(first & 0x3f);
        }
    }

    private void skipPackedText(int how) throws IOException {
        switch (how) {
            case 0 -> source.skip(1);
            case 1 -> source.skip(2);
            case 2 -> source.skip(4);
            case 3 -> {
                long packed = length();
                length();
                source.skip(packed);
            }
            default -> throw new IOException("has a text that is packed in no known way, at byte " + source.position());
        }
    }

    /** A short text of the file's head: a name, a version, a number. */
    String text() throws IOException {
        int first = source.octet();
        return switch (first) {
            case 0xc0 -> String.valueOf((byte) source.octet());
            case 0xc1 -> String.valueOf((short) source.littleEndian(2));
            case 0xc2 -> String.valueOf((int) source.littleEndian(4));
            default -> {
                if (first >> 6 > 1) {
                    throw new IOException("has a head that cannot be read, at byte " + source.position());
                }
                int size = first >> 6 == 0 ? first & 0x3f : ((first & 0x3f) << 8) | source.octet();
                yield new String(source.bytes(size), java.nio.charset.StandardCharsets.UTF_8);
            }
        };
    }

    /** @throws UnknownKind before anything of it was stepped over */
    void skipValue(int kind) throws IOException {
        switch (kind) {
            case 0, 9, 10, 11, 12, 13, 16, 17, 20 -> skipText();
            case 1, 2, 14 -> skipTexts(length());
            case 4 -> skipTexts(2 * length());
            case 3 -> skipScores(false);
            case 5 -> skipScores(true);
            case 7 -> skipModule();
            case 15, 19, 21 -> skipStream(kind);
            case 18 -> {
                for (long i = length(); i > 0; i--) {
                    length();
                    skipText();
                }
            }
            case 24 -> {
                source.skip(Long.BYTES);
                for (long i = length(); i > 0; i--) {
                    length();
                    skipTexts(2);
                }
            }
            case 25 -> {
                source.skip(Long.BYTES);
                skipText();
            }
            default -> throw new UnknownKind(kind);
        }
    }

    private void skipTexts(long count) throws IOException {
        for (long i = count; i > 0; i--) {
            skipText();
        }
    }

    private void skipScores(boolean binary) throws IOException {
        for (long i = length(); i > 0; i--) {
            skipText();
            if (binary) {
                source.skip(Double.BYTES);
            } else {
                int written = source.octet();
                source.skip(written >= 253 ? 0 : written);
            }
        }
    }

    /** What a module writes says of itself how long it is. */
    void skipModule() throws IOException {
        length();
        for (long what = length(); what != 0; what = length()) {
            switch ((int) what) {
                case 1, 2 -> length();
                case 3 -> source.skip(Float.BYTES);
                case 4 -> source.skip(Double.BYTES);
                case 5 -> skipText();
                default ->
                    throw new IOException("has a module's data that cannot be read, at byte " + source.position());
            }
        }
    }

    private void skipStream(int kind) throws IOException {
        skipTexts(2 * length());
        lengths(kind == 15 ? 3 : 8);
        for (long groups = length(); groups > 0; groups--) {
            skipText();
            lengths(kind == 15 ? 2 : 3);
            for (long pending = length(); pending > 0; pending--) {
                source.skip(STREAM_ID + Long.BYTES);
                length();
            }
            for (long consumers = length(); consumers > 0; consumers--) {
                skipText();
                source.skip(kind == 21 ? 2 * Long.BYTES : Long.BYTES);
                source.skip(STREAM_ID * length());
            }
        }
    }

    private void lengths(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            length();
        }
    }
}
