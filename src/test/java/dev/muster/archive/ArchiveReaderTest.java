package dev.muster.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.Manifest;
import dev.muster.backup.UntrustedBackup;
import dev.muster.plan.BackupPolicy;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Archives as somebody else would make them, each with a manifest that lists just what is in it. */
class ArchiveReaderTest {

    private static final Path DIRECTORY = Path.of("/var/www/bdc");
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path copy;

    private final List<PathEntry> entries = new ArrayList<>(List.of(entry("", PathType.DIRECTORY, "")));

    @Test
    void a_plain_archive_passes() throws IOException {
        assertThat(taken(tar(folder("a"), file("a/b"), link("c", "a/b"), link("d", "/var/www/bdc/a"))))
                .containsExactly("a", "a/b", "c", "d");
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd, absolute path",
        "../out, has .. in its path",
        "a/../../out, has .. in its path",
        "a//b, it is no path",
    })
    void a_path_out_of_the_directory_is_refused(String path, String why) {
        refused(path, why, file(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/etc/passwd",
        "../x",
        "a/../../x",
        "a/..",
        "/var/www/bdc/../x",
        "/var/www/bdc2",
        "''",
    })
    void a_link_out_of_the_directory_is_refused(String target) {
        refused("l", "link out of the directory", link("l", target));
    }

    @Test
    void what_is_neither_file_folder_nor_link_is_refused() {
        refused("h", "a hard link (to /etc/shadow)", special("h", TarConstants.LF_LINK, "/etc/shadow"));
        refused("d", "a device", special("d", TarConstants.LF_CHR, ""));
        refused("e", "a device", special("e", TarConstants.LF_BLK, ""));
        refused("p", "a pipe", special("p", TarConstants.LF_FIFO, ""));
    }

    @ParameterizedTest
    @CsvSource({"2541", "1517", "1005"})
    void setuid_setgid_and_sticky_bits_are_refused(int mode) {
        TarArchiveEntry entry = file("s");
        entry.setMode(mode | 0100000);
        refused("s", "setuid, setgid or sticky", entry);
    }

    @Test
    void nothing_is_written_through_a_link() {
        refused("l/x", "does not stand in a folder of the archive", link("l", "a"), file("l/x"));
    }

    @Test
    void a_path_that_comes_twice_is_refused() {
        refused("a", "lists it once only", file("a"), file("a"));
    }

    @Test
    void what_the_manifest_does_not_list_or_lists_otherwise_is_refused() throws IOException {
        Path extra = tar(file("a"), file("b"));
        entries.removeLast();
        assertThatThrownBy(() -> taken(extra)).hasMessageContaining("\"b\": the manifest does not list it");

        entries.add(entry("b", PathType.DIRECTORY, ""));
        assertThatThrownBy(() -> taken(extra)).hasMessageContaining("\"b\": it is not what the manifest says");

        entries.removeLast();
        entries.add(new PathEntry("b", PathType.FILE, TEXT.length, 0644, "x", "x", "0".repeat(64), ""));
        assertThatThrownBy(() -> taken(extra)).hasMessageContaining("\"b\": its SHA-256 is");

        entries.removeLast();
        entries.add(entry("b", PathType.FILE, ""));
        entries.add(entry("c", PathType.FILE, ""));
        assertThatThrownBy(() -> taken(extra)).hasMessageContaining("lacks 1 paths of its manifest, such as c");
    }

    @Test
    void an_archive_that_unpacks_to_more_than_its_manifest_says_is_stopped() throws IOException {
        TarArchiveEntry bomb = new TarArchiveEntry("bomb");
        bomb.setSize(64 << 20);
        Path file = copy.resolve(DirectoryArchive.NAME);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new ZstdOutputStreamNoFinalizer(Files.newOutputStream(file)))) {
            tar.putArchiveEntry(bomb);
            tar.write(new byte[64 << 20]);
            tar.closeArchiveEntry();
        }
        entries.add(new PathEntry("bomb", PathType.FILE, 64 << 20, 0644, "x", "x", "0".repeat(64), ""));
        long[] written = {0};
        OutputStream counting = new OutputStream() {
            @Override
            public void write(int value) {
                written[0]++;
            }

            @Override
            public void write(byte[] bytes, int from, int length) {
                written[0] += length;
            }
        };
        assertThatThrownBy(() -> ArchiveReader.read(copy, manifest(100_000), DIRECTORY, it -> counting))
                .isInstanceOf(UntrustedBackup.class)
                .hasMessageContaining("unpacks to more than the 100000 bytes");
        assertThat(written[0]).isLessThan(1 << 20);
    }

    @Test
    void more_paths_than_anybody_has_are_refused() {
        for (int i = 0; i <= EntryGuard.MOST_ENTRIES; i++) {
            entries.add(entry("f" + i, PathType.FILE, ""));
        }
        assertThatThrownBy(
                        () -> ArchiveReader.read(copy, manifest(1), DIRECTORY, it -> OutputStream.nullOutputStream()))
                .hasMessageContaining("at most 500000 are unpacked");
    }

    private void refused(String path, String why, TarArchiveEntry... all) {
        assertThatThrownBy(() -> taken(tar(all)))
                .isInstanceOf(UntrustedBackup.class)
                .hasMessageContaining("entry \"" + path + "\"")
                .hasMessageContaining(why);
    }

    private List<String> taken(Path file) throws IOException {
        assertThat(file).exists();
        List<String> taken = new ArrayList<>();
        ArchiveReader.read(copy, manifest(1 << 20), DIRECTORY, entry -> {
            taken.add(entry.path());
            return new ByteArrayOutputStream();
        });
        return taken;
    }

    private ArchiveManifest manifest(long unpacked) {
        Instant now = Instant.EPOCH;
        return new ArchiveManifest(
                1,
                BackupPolicy.Kind.APPLICATION,
                "BDC",
                "app",
                "here",
                DIRECTORY.toString(),
                now,
                now,
                now,
                entries,
                List.of(),
                List.of(new Manifest.Content(DirectoryArchive.NAME, 1, "0".repeat(64), unpacked)));
    }

    private Path tar(TarArchiveEntry... all) throws IOException {
        Path file = copy.resolve(DirectoryArchive.NAME);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new ZstdOutputStreamNoFinalizer(Files.newOutputStream(file)))) {
            for (TarArchiveEntry entry : all) {
                tar.putArchiveEntry(entry);
                if (entry.getSize() > 0) {
                    tar.write(TEXT);
                }
                tar.closeArchiveEntry();
                String path = entry.getName().replaceFirst("/$", "");
                PathType type = entry.isDirectory()
                        ? PathType.DIRECTORY
                        : entry.isSymbolicLink() ? PathType.LINK : PathType.FILE;
                entries.add(entry(path, type, entry.getLinkName()));
            }
        }
        return file;
    }

    private static TarArchiveEntry file(String path) {
        TarArchiveEntry entry = new TarArchiveEntry(path, true);
        entry.setSize(TEXT.length);
        return entry;
    }

    private static TarArchiveEntry folder(String path) {
        return new TarArchiveEntry(path + "/");
    }

    private static TarArchiveEntry link(String path, String target) {
        return special(path, TarConstants.LF_SYMLINK, target);
    }

    private static TarArchiveEntry special(String path, byte kind, String target) {
        TarArchiveEntry entry = new TarArchiveEntry(path, kind);
        entry.setLinkName(target);
        return entry;
    }

    private static PathEntry entry(String path, PathType type, String link) {
        return new PathEntry(
                path,
                type,
                type == PathType.FILE ? TEXT.length : 0,
                0644,
                "x",
                "x",
                type == PathType.FILE ? hash() : "",
                link);
    }

    private static String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(TEXT));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
