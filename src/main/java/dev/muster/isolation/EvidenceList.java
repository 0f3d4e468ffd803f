package dev.muster.isolation;

import dev.muster.common.Refused;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the evidence of a run consists of; its bytes are signed.
 *
 * @param notTaken what could not be taken, and why, one line each
 */
record EvidenceList(
        int formatVersion, String application, long run, Instant sealedAt, List<Piece> pieces, List<String> notTaken) {

    static final int FORMAT = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    /** @param name from the evidence folder, with a slash */
    record Piece(String name, long size, String sha256) {}

    byte[] toBytes() {
        return JSON.writeValueAsBytes(this);
    }

    static EvidenceList read(byte[] bytes) {
        try {
            return JSON.readValue(bytes, EvidenceList.class);
        } catch (JacksonException e) {
            throw new Refused("The list of the evidence cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    /** As {@code sha256sum --check} reads it. */
    String sums() {
        return pieces.stream().map(it -> it.sha256() + "  " + it.name() + "\n").collect(Collectors.joining());
    }
}
