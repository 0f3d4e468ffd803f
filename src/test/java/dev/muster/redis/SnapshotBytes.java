package dev.muster.redis;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes snapshot files by hand, byte by byte. */
final class SnapshotBytes {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    SnapshotBytes(int version) {
        bytes.writeBytes("REDIS%04d".formatted(version).getBytes(StandardCharsets.US_ASCII));
    }

    SnapshotBytes told(String name, String value) {
        bytes.write(0xfa);
        return text(name).text(value);
    }

    SnapshotBytes database(int number) {
        return raw(0xfe, number);
    }

    SnapshotBytes key(String name, String value) {
        bytes.write(0);
        return text(name).text(value);
    }

    SnapshotBytes expiringKey(String name, String value) {
        bytes.write(0xfc);
        bytes.writeBytes(eight(4_102_444_800_000L));
        return key(name, value);
    }

    SnapshotBytes raw(int... octets) {
        for (int octet : octets) {
            bytes.write(octet);
        }
        return this;
    }

    /** With the right checksum. */
    byte[] end() {
        bytes.write(0xff);
        byte[] all = bytes.toByteArray();
        Crc64 checksum = new Crc64();
        checksum.update(all, 0, all.length);
        bytes.writeBytes(eight(checksum.value()));
        return bytes.toByteArray();
    }

    private SnapshotBytes text(String text) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        if (content.length < 64) {
            bytes.write(content.length);
        } else if (content.length < (1 << 14)) {
            raw(0x40 | (content.length >> 8), content.length & 0xff);
        } else {
            bytes.write(0x80);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        }
        bytes.writeBytes(content);
        return this;
    }

    private static byte[] eight(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }
}
