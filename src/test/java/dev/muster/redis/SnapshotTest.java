package dev.muster.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.RedisManifest;
import dev.muster.backup.UntrustedBackup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {

    @TempDir
    Path folder;

    @Test
    void the_checksum_is_the_one_that_redis_uses() {
        Crc64 checksum = new Crc64();
        byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
        checksum.update(digits, 0, 4);
        checksum.update(digits, 4, 5);
        assertThat(checksum.value()).isEqualTo(0xe9c6d914c4b8d9caL);
    }

    @Test
    void keys_are_counted_for_each_database_with_those_that_expire() throws IOException {
        byte[] file = new SnapshotBytes(10)
                .told("redis-ver", "7.0.15")
                .database(0)
                .key("a", "1")
                .expiringKey("b", "2")
                .database(3)
                .key("c", "x".repeat(20_000))
                .end();

        Snapshot snapshot = read(file);

        assertThat(snapshot.version()).isEqualTo(10);
        assertThat(snapshot.server()).isEqualTo("7.0.15");
        assertThat(snapshot.summed()).isTrue();
        assertThat(snapshot.keys()).hasValueSatisfying(it -> assertThat(it)
                .containsExactly(new RedisManifest.Keys(0, 2, 1), new RedisManifest.Keys(3, 1, 0)));
    }

    @Test
    void every_flipped_byte_is_seen() throws IOException {
        byte[] file = new SnapshotBytes(10)
                .told("redis-ver", "7.0.15")
                .database(0)
                .key("key", "value")
                .expiringKey("other", "value")
                .end();
        for (int i = 0; i < file.length; i++) {
            byte[] flipped = file.clone();
            flipped[i] ^= 0x10;
            assertThatThrownBy(() -> read(flipped)).as("byte " + i).isInstanceOf(UntrustedBackup.class);
        }
    }

    @Test
    void every_file_that_is_cut_short_or_goes_on_is_seen() throws IOException {
        byte[] file =
                new SnapshotBytes(10).database(0).key("key", "x".repeat(100)).end();
        for (int length = 0; length < file.length; length++) {
            byte[] cut = Arrays.copyOf(file, length);
            assertThatThrownBy(() -> read(cut)).as(length + " bytes").isInstanceOf(UntrustedBackup.class);
        }
        assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length + 1)))
                .hasMessageContaining("goes on after its end");
    }

    @Test
    void a_kind_of_value_of_the_future_is_not_counted_but_still_summed() throws IOException {
        byte[] file = new SnapshotBytes(14)
                .database(0)
                .key("a", "1")
                .raw(0x60, 1, 'k', 1, 2, 3, 4, 5)
                .end();
        Snapshot snapshot = read(file);
        assertThat(snapshot.keys()).isEmpty();
        assertThat(snapshot.summed()).isTrue();
        file[file.length - 12] ^= 1;
        assertThatThrownBy(() -> read(file)).hasMessageContaining("damaged: its checksum is");
    }

    @Test
    void a_file_without_a_checksum_says_so() throws IOException {
        byte[] file = new SnapshotBytes(10).database(0).key("a", "1").end();
        Arrays.fill(file, file.length - 8, file.length, (byte) 0);
        assertThat(read(file).summed()).isFalse();
    }

    @Test
    void a_server_loads_what_its_version_and_older_ones_wrote() {
        assertThat(RedisVersions.newestReadable("7.0.15")).contains(10);
        assertThat(RedisVersions.newestReadable("6.2.14")).contains(9);
        assertThat(RedisVersions.newestReadable("7.2.4")).contains(11);
        assertThat(RedisVersions.newestReadable("8.4.0")).contains(12);
        assertThat(RedisVersions.newestReadable("9.1.0")).isEmpty();
        assertThat(RedisVersions.newestReadable("")).isEmpty();
        assertThat(RedisVersions.atLeast("9.1.0", "8.10.3")).isTrue();
        assertThat(RedisVersions.atLeast("9.1.0", "9.2.0")).isFalse();
    }

    private Snapshot read(byte[] bytes) throws IOException {
        return Snapshot.read(Files.write(folder.resolve("dump.rdb"), bytes));
    }
}
