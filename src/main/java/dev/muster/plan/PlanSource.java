package dev.muster.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.ResourceLoader;
import org.springframework.stereotype.Component;

/** The file that the setting {@code muster.plan} names. */
@Component
class PlanSource {

    private final ResourceLoader resources;
    private final String location;

    PlanSource(ResourceLoader resources, @Value("${muster.plan}") String location) {
        this.resources = resources;
        this.location = location;
    }

    /**
     * A file as it was read.
     *
     * @param hash SHA-256 of its bytes, hex
     */
    record Text(String hash, String yaml) {}

    String location() {
        return location;
    }

    /**
     * @throws PlanException when it cannot be read
     */
    Text read() {
        if (!location.startsWith("classpath:") && !location.startsWith("file:")) {
            throw refused(
                    "begins with neither file: nor classpath:; allowed: an address such as file:/etc/muster/plan.yaml");
        }
        try (InputStream stream = resources.getResource(location).getInputStream()) {
            byte[] bytes = stream.readNBytes(4 * PlanParser.MOST_CHARACTERS + 1);
            String yaml = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new Text(hash(bytes), yaml);
        } catch (CharacterCodingException e) {
            throw refused("is not UTF-8 text");
        } catch (IOException | RuntimeException e) {
            throw refused("cannot be read: " + e.getMessage());
        }
    }

    private PlanException refused(String message) {
        PlanProblem problem = new PlanProblem(location, 0, message);
        return new PlanException("The plan file " + problem, List.of(problem));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
