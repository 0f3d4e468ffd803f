package dev.muster.redis;

/** The checksum at the end of a snapshot file: CRC-64 with the polynomial that Redis uses, bits reversed, no inversion. */
final class Crc64 {

    private static final long REVERSED_POLYNOMIAL = 0x95AC9329AC4BC9B5L;
    private static final long[] TABLE = table();

    private long value;

    private static long[] table() {
        long[] table = new long[256];
        for (int i = 0; i < table.length; i++) {
            long entry = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                entry = (entry & 1) == 1 ? (entry >>> 1) ^ REVERSED_POLYNOMIAL : entry >>> 1;
            }
            table[i] = entry;
        }
        return table;
    }

    void update(byte[] bytes, int offset, int length) {
        long now = value;
        for (int i = offset; i < offset + length; i++) {
            now = TABLE[(int) (now ^ bytes[i]) & 0xff] ^ (now >>> Byte.SIZE);
        }
        value = now;
    }

    long value() {
        return value;
    }
}
