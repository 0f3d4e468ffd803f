package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.host.HostFiles.Access;
import dev.muster.host.HostFiles.Facts;
import dev.muster.host.HostFiles.Kind;
import dev.muster.testing.TinyDisk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation must refuse, and in which words. */
abstract class HostFilesFaults {

    static final Access PRIVATE = new Access(0600, "", "");
    static final Access OPEN = new Access(0755, "", "");
    HostFiles files;
    Path folder;

    /** A folder that the account owns and nobody else uses. */
    abstract Path emptyFolder() throws IOException;

    abstract HostFiles files();

    /** The account's name. */
    abstract String account();

    @BeforeEach
    void open() throws IOException {
        files = files();
        folder = emptyFolder();
    }

    @AfterEach
    void leaves_no_draft() throws IOException {
        assertThat(drafts()).isEmpty();
        new LocalFiles(new LocalMachine()).remove(folder);
    }

    List<Path> drafts() throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(it -> String.valueOf(it.getFileName()).startsWith(".muster-"))
                    .toList();
        }
    }

    @Test
    void an_account_that_is_not_known_is_named_and_nothing_stays() {
        refused(() -> files.write(folder.resolve("a"), new byte[1], new Access(0600, "no-such-account", "")), "a")
                .hasMessageContaining("no-such-account");
        refused(() -> files.makeFolder(folder.resolve("b"), new Access(0700, "", "no-such-group")), "b")
                .hasMessageContaining("no-such-group");
        assertThat(files.names(folder)).isEmpty();
    }

    @Test
    void what_is_not_there_is_said() {
        Path none = folder.resolve("none");
        refused(() -> files.read(none, 10), "none").hasMessageContaining("is not there");
        refused(() -> files.sha256(none), "none").hasMessageContaining("is not there");
        refused(() -> files.download(none, new ByteArrayOutputStream()), "none").hasMessageContaining("is not there");
        refused(() -> files.names(none), "none").hasMessageContaining("is not there");
        refused(() -> files.free(none), "none").hasMessageContaining("is not there");
        refused(() -> files.rename(none, folder.resolve("x")), "none").hasMessageContaining("is not there");
        refused(() -> files.copy(none, folder.resolve("x")), "none").hasMessageContaining("is not there");
        refused(() -> files.write(none.resolve("below"), new byte[1], PRIVATE), "below");
        refused(() -> files.makeFolder(none.resolve("below"), OPEN), "below").hasMessageContaining("is not there");
        files.remove(none);
        assertThat(files.names(folder)).isEmpty();
    }

    @Test
    void a_path_that_is_not_absolute_is_refused() {
        Path bare = Path.of("-rf");
        refused(() -> files.facts(bare), "-rf").hasMessageContaining("no absolute path");
        refused(() -> files.remove(bare), "-rf").hasMessageContaining("no absolute path");
        refused(() -> files.write(bare, new byte[1], PRIVATE), "-rf").hasMessageContaining("no absolute path");
        refused(() -> files.rename(folder, bare), "-rf").hasMessageContaining("no absolute path");
        refused(() -> files.remove(Path.of("/")), "/");
    }

    @Test
    void a_link_at_the_end_of_a_path_is_never_followed() throws IOException {
        Path outside = folder.resolve("outside");
        files.makeFolder(outside, OPEN);
        files.write(outside.resolve("kept"), new byte[] {7}, PRIVATE);
        Path toFile = Files.createSymbolicLink(folder.resolve("to-file"), outside.resolve("kept"));
        Path toFolder = Files.createSymbolicLink(folder.resolve("to-folder"), outside);

        refused(() -> files.read(toFile, 10), "to-file").hasMessageContaining("it is no file");
        refused(() -> files.sha256(toFile), "to-file").hasMessageContaining("it is no file");
        refused(() -> files.download(toFile, new ByteArrayOutputStream()), "to-file")
                .hasMessageContaining("it is no file");
        refused(() -> files.names(toFolder), "to-folder").hasMessageContaining("it is no folder");
        files.copy(toFolder, folder.resolve("copied"));
        assertThat(Files.isSymbolicLink(folder.resolve("copied"))).isTrue();
        files.write(toFile, new byte[] {8}, PRIVATE);
        assertThat(files.facts(toFile)).map(Facts::kind).contains(Kind.FILE);
        files.rename(toFolder, folder.resolve("renamed"));
        files.remove(folder.resolve("renamed"));
        files.remove(folder.resolve("copied"));
        assertThat(files.read(outside.resolve("kept"), 10)).containsExactly(7);
    }

    @Test
    void a_file_that_is_longer_than_wanted_is_refused() {
        files.write(folder.resolve("five"), new byte[5], PRIVATE);
        assertThat(files.read(folder.resolve("five"), 5)).hasSize(5);
        refused(() -> files.read(folder.resolve("five"), 4), "five").hasMessageContaining("longer than 4 bytes");
    }

    @Test
    void where_the_account_may_not_write_it_is_said() {
        Path denied = Path.of("/sys/kernel/muster");
        assertThatThrownBy(() -> files.makeFolder(denied, OPEN))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(denied.toString())
                .hasMessageMatching("(?si).*(permi|read-only).*");
        assertThatThrownBy(() -> files.write(denied, new byte[1], PRIVATE))
                .isInstanceOf(HostException.class)
                .hasMessageContaining(denied.toString());
    }

    @Test
    void what_stands_there_already_is_left_alone() {
        Path there = folder.resolve("there");
        Path other = folder.resolve("other");
        files.write(there, new byte[] {1}, PRIVATE);
        files.makeFolder(other, OPEN);
        refused(() -> files.makeFolder(there, OPEN), "there").hasMessageContaining("there already");
        refused(() -> files.rename(other, there), "there").hasMessageContaining("there already");
        refused(() -> files.rename(there, other), "other").hasMessageContaining("there already");
        refused(() -> files.copy(other, there), "there").hasMessageContaining("there already");
        refused(() -> files.upload(new ByteArrayInputStream(new byte[1]), 1, there, PRIVATE), "there")
                .hasMessageContaining("there already");
        assertThat(files.read(there, 10)).containsExactly(1);
        assertThat(files.names(other)).isEmpty();
        assertThat(files.names(folder)).containsExactly("other", "there");
    }

    @Test
    void an_upload_of_another_length_or_that_is_cut_leaves_nothing() {
        Path file = folder.resolve("file");
        for (int size : List.of(99, 101, 0, 1_000_000)) {
            refused(() -> files.upload(new ByteArrayInputStream(new byte[100]), size, file, PRIVATE), "file")
                    .hasMessageMatching("(?s).*(ended after 100 of|more than the).*");
        }
        refused(() -> files.upload(cutAfter(700_000), 1_000_000, file, PRIVATE), "file")
                .hasMessageContaining("the line broke");
        assertThat(files.names(folder)).isEmpty();
    }

    @Test
    void a_full_disk_is_said_and_leaves_nothing() {
        try (TinyDisk disk = TinyDisk.over(folder, 1 << 20)) {
            assertThat(disk.folder()).isEqualTo(folder);
            byte[] tooMuch = new byte[2 << 20];
            refused(
                            () -> files.upload(
                                    new ByteArrayInputStream(tooMuch), tooMuch.length, folder.resolve("file"), PRIVATE),
                            "file")
                    .hasMessageContaining("No space left on device");
            assertThat(files.names(folder)).isEmpty();
            files.write(folder.resolve("half"), new byte[600_000], PRIVATE);
            assertThat(files.free(folder)).isLessThan(500_000);
            refused(() -> files.copy(folder.resolve("half"), folder.resolve("other")), "half")
                    .hasMessageContaining("No space left on device");
            assertThat(files.names(folder)).containsExactly("half");
        }
    }

    @Test
    void a_rename_to_another_disk_is_refused() throws IOException {
        Path inner = folder.resolve("disk");
        files.makeFolder(inner, OPEN);
        files.makeFolder(folder.resolve("here"), OPEN);
        try (TinyDisk disk = TinyDisk.over(inner, 1 << 20)) {
            refused(() -> files.rename(folder.resolve("here"), disk.folder().resolve("there")), "here");
            assertThat(files.names(folder)).containsExactly("disk", "here");
            assertThat(files.names(inner)).isEmpty();
        }
    }

    AbstractThrowableAssert<?, ? extends Throwable> refused(ThrowingCallable call, String name) {
        return assertThatThrownBy(call).isInstanceOf(HostException.class).hasMessageContaining(name);
    }

    byte[] downloaded(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.download(file, bytes);
        return bytes.toByteArray();
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(FileCommands.sha256().digest(bytes));
    }

    static InputStream cutAfter(int bytes) {
        byte[] content = new byte[bytes];
        Arrays.fill(content, (byte) 1);
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the line broke");
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                return read();
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(content), broken);
    }

    static Path made(Path parent) throws IOException {
        Path made = Files.createTempDirectory(parent, "files");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
        return made;
    }
}
