package dev.muster.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.common.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFileTest {

    @TempDir
    private Path directory;

    private Path out;

    @BeforeEach
    void folder() throws IOException {
        out = Files.createDirectory(directory.resolve("out"));
    }

    @Test
    void a_packed_file_replaces_the_plain_one_and_unpacks_to_the_same_bytes() throws IOException {
        for (int size : new int[] {0, 1, 4096, 3_000_001}) {
            byte[] bytes = new byte[size];
            new Random(size).nextBytes(bytes);
            Arrays.fill(bytes, size / 2, size, (byte) 'x');
            Path plain = Files.write(directory.resolve(size + ".dat"), bytes);

            Manifest.Content content = PackedFile.pack(plain);

            assertThat(plain).doesNotExist();
            Path packed = directory.resolve(content.name());
            assertThat(content.unpacked()).isEqualTo(size);
            assertThat(content.size()).isEqualTo(Files.size(packed));
            PackedFile.unpack(packed, content, out);
            assertThat(out.resolve(size + ".dat")).hasBinaryContent(bytes);
        }
    }

    @Test
    void a_file_that_unpacks_to_another_size_than_announced_is_no_backup_and_does_not_fill_the_disk()
            throws IOException {
        Path bomb = Files.write(directory.resolve("bomb.dat"), new byte[64 << 20]);
        Manifest.Content content = PackedFile.pack(bomb);
        Path packed = directory.resolve(content.name());
        Manifest.Content less = new Manifest.Content(content.name(), content.size(), content.sha256(), 1000);
        Manifest.Content more = new Manifest.Content(content.name(), content.size(), content.sha256(), 65 << 20);

        assertThatThrownBy(() -> PackedFile.unpack(packed, less, out))
                .isInstanceOf(UntrustedBackup.class)
                .hasMessageContaining("more than 1000 bytes");
        assertThat(Files.size(out.resolve("bomb.dat"))).isLessThan(4 << 20);
        assertThatThrownBy(() -> PackedFile.unpack(packed, more, out))
                .isInstanceOf(UntrustedBackup.class)
                .hasMessageContaining("unpacks to " + (64 << 20));
    }

    @Test
    void a_packed_file_that_was_cut_or_changed_is_refused() throws IOException {
        byte[] bytes = new byte[100_000];
        new Random(1).nextBytes(bytes);
        Manifest.Content content = PackedFile.pack(Files.write(directory.resolve("1.dat"), bytes));
        Path packed = directory.resolve(content.name());
        byte[] good = Files.readAllBytes(packed);

        Files.write(packed, Arrays.copyOf(good, good.length / 2));
        assertThatThrownBy(() -> PackedFile.unpack(packed, content, out))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("1.dat.zst cannot be unpacked");

        good[good.length / 2] ^= 1;
        Files.write(packed, good);
        assertThatThrownBy(() -> PackedFile.unpack(packed, content, out)).isInstanceOf(Refused.class);
    }
}
