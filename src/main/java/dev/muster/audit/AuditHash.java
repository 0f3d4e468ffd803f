package dev.muster.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of a row: SHA-256 over the hash of the row before and every field as UTF-8 behind its length, so that no
 * text can be moved from one field to the next unseen. The place in the log is not hashed: the chain states it.
 */
final class AuditHash {

    static final String FIRST = "0".repeat(64);

    private final MessageDigest sha256;

    private AuditHash(String previousHash) {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        sha256.update(HexFormat.of().parseHex(previousHash));
    }

    /** What the hash of this row has to be, whatever it says itself. */
    static String of(AuditEntry row) {
        AuditHash hash = new AuditHash(row.previousHash());
        hash.add(row.at());
        hash.add(row.actor());
        hash.add(row.actorName());
        hash.add(row.actorRole());
        hash.add(row.origin());
        hash.add(row.action());
        hash.add(row.subjectType());
        hash.add(row.subjectId());
        hash.add(row.before());
        hash.add(row.after());
        hash.add(row.result());
        return HexFormat.of().formatHex(hash.sha256.digest());
    }

    private void add(Instant at) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(micros).array());
    }

    /** No text has the length -1: null and the empty text differ. */
    private void add(@Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        int length = text == null ? -1 : bytes.length;
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(length).array());
        sha256.update(bytes);
    }
}
