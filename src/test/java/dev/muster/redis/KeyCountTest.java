package dev.muster.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.RedisManifest;
import dev.muster.plan.BackupPolicy;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeyCountTest {

    @Test
    void a_server_that_tells_what_it_loaded_is_believed_whatever_was_written_since() {
        KeyCount right = count(Map.of(
                "rdb_last_load_keys_loaded", "108",
                "rdb_last_load_keys_expired", "2",
                "db0", "keys=5000,expires=0,avg_ttl=0"));
        assertThat(right.wrong()).isEmpty();
        assertThat(right.summary())
                .isEqualTo("110 keys in 2 databases as in the manifest; 2 of them had expired by now");

        assertThat(count(Map.of("rdb_last_load_keys_loaded", "0", "rdb_last_load_keys_expired", "0"))
                        .wrong())
                .contains("Redis loaded 0 keys, the manifest has 110");
    }

    @Test
    void an_older_server_may_lack_only_keys_that_expire_and_each_database_is_told() {
        KeyCount right = count(Map.of("db0", "keys=95,expires=5,avg_ttl=0", "db3", "keys=10,expires=0,avg_ttl=0"));
        assertThat(right.wrong()).isEmpty();
        assertThat(right.summary()).endsWith("5 of them had expired by now");
        assertThat(right.lines())
                .containsExactly(
                        "database 0: 95 keys, the manifest has 100, 10 of which expire",
                        "database 3: 10 keys, the manifest has 10, 0 of which expire");

        assertThat(count(Map.of("db0", "keys=89,expires=0,avg_ttl=0", "db3", "keys=10,expires=0,avg_ttl=0"))
                        .wrong())
                .hasValueSatisfying(it -> assertThat(it).startsWith("There are keys missing: database 0: 89 keys"));
        assertThat(count(Map.of("db0", "keys=100,expires=10,avg_ttl=0")).wrong())
                .hasValueSatisfying(it -> assertThat(it).startsWith("There are keys missing: database 3: 0 keys"));
    }

    private static KeyCount count(Map<String, String> told) {
        RedisManifest manifest = new RedisManifest(
                RedisManifest.FORMAT,
                BackupPolicy.Kind.REDIS,
                "BDC",
                "daily",
                "redis",
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                "7.0.15",
                10,
                List.of(new RedisManifest.Keys(0, 100, 10), new RedisManifest.Keys(3, 10, 0)),
                List.of());
        return KeyCount.of(manifest, new RedisServer.State("7.0.15", new HashMap<>(told)));
    }
}
