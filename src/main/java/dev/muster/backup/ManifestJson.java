package dev.muster.backup;

import dev.muster.plan.BackupPolicy;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How manifests are written. */
final class ManifestJson {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private ManifestJson() {}

    static byte[] write(Manifest manifest) {
        return JSON.writeValueAsBytes(manifest);
    }

    static Manifest read(byte[] bytes) {
        try {
            JsonNode tree = JSON.readTree(bytes);
            // Those of databases are older than the others and do not name their kind.
            if (!tree.has("kind")) {
                return JSON.treeToValue(tree, DatabaseManifest.class);
            }
            return isRedis(tree)
                    ? JSON.treeToValue(tree, RedisManifest.class)
                    : JSON.treeToValue(tree, ArchiveManifest.class);
        } catch (JacksonException e) {
            throw new UntrustedBackup("The manifest cannot be read: " + e.getOriginalMessage(), e);
        }
    }

    private static boolean isRedis(JsonNode tree) {
        return tree.path("kind").asString("").equals(BackupPolicy.Kind.REDIS.name());
    }
}
