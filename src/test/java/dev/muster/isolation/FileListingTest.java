package dev.muster.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.plan.BackupPolicy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the system's own programs print is read back name for name, and compared with an archive. */
class FileListingTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @Test
    void no_name_passes_for_another_file() throws Exception {
        List<String> names = List.of(
                "plain.txt",
                "with space",
                "line\nbreak",
                "back\\slash",
                "quote\"'",
                "arrow -> nowhere",
                "tab\there",
                "ünï cödé 漢",
                "81a4 root root 5 0 fake",
                "-dash");
        for (String name : names) {
            Files.writeString(directory.resolve(name), name);
        }
        Files.createSymbolicLink(directory.resolve("a link"), Path.of("to -> some\nwhere"));
        new ProcessBuilder("mkfifo", directory.resolve("pipe").toString())
                .start()
                .waitFor();

        Map<String, FileListing.Entry> entries = listed();

        assertThat(entries.keySet()).containsAll(names).contains("", "a link", "pipe");
        assertThat(entries).hasSize(names.size() + 3);
        for (String name : names) {
            assertThat(entries.get(name))
                    .as(name)
                    .returns(FileListing.Kind.FILE, FileListing.Entry::kind)
                    .returns(sha256(directory.resolve(name)), FileListing.Entry::sha256);
        }
        assertThat(entries.get("a link"))
                .returns(FileListing.Kind.LINK, FileListing.Entry::kind)
                .returns("to -> some\nwhere", FileListing.Entry::link);
        assertThat(entries.get("pipe")).returns(FileListing.Kind.OTHER, FileListing.Entry::kind);
    }

    @Test
    void every_kind_of_change_is_named() throws Exception {
        for (String name : List.of("same", "content", "mode", "gone", "became-link")) {
            Files.writeString(directory.resolve(name), name);
        }
        Files.createSymbolicLink(directory.resolve("link"), Path.of("same"));
        ArchiveManifest archive = archive(listed());
        Files.writeString(directory.resolve("content"), "other");
        Files.setPosixFilePermissions(directory.resolve("mode"), PosixFilePermissions.fromString("rwxrwxrwx"));
        Files.delete(directory.resolve("gone"));
        Files.delete(directory.resolve("became-link"));
        Files.createSymbolicLink(directory.resolve("became-link"), Path.of("/etc/passwd"));
        Files.delete(directory.resolve("link"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc/shadow"));
        Files.writeString(directory.resolve("new"), "");
        new ProcessBuilder("chmod", "4755", directory.resolve("same").toString())
                .start()
                .waitFor();

        Comparison found = Comparison.of(listed(), archive);

        assertThat(found.added()).singleElement().asString().startsWith("new (file, ");
        assertThat(found.missing()).containsExactly("gone");
        assertThat(found.changed()).hasSize(3);
        assertThat(String.join("\n", found.changed()))
                .contains("became-link (was a file, is a link)")
                .contains("content (SHA-256 ")
                .contains("link (link to same → /etc/shadow)");
        assertThat(String.join("\n", found.access()))
                .contains("mode (644 ")
                .contains("→ 777 ")
                .contains("→ 4755 ");
        assertThat(Comparison.of(archiveListing(archive), archive).lines()).isEmpty();
    }

    @Test
    void what_could_not_be_read_is_not_called_unchanged() throws Exception {
        Files.writeString(directory.resolve("secret"), "x");
        ArchiveManifest archive = archive(listed());
        FileListing listing = new FileListing(directory.toString());
        lines(
                        "stat",
                        "--printf",
                        FileListing.FORMAT,
                        "--",
                        directory.resolve("secret").toString())
                .forEach(listing::stat);
        lines("stat", "--printf", FileListing.FORMAT, "--", directory.toString())
                .forEach(listing::stat);
        assertThat(Comparison.of(listing.entries(), archive).unread()).containsExactly("secret");
    }

    private Map<String, FileListing.Entry> listed() throws Exception {
        FileListing listing = new FileListing(directory.toString());
        lines("find", directory.toString(), "-exec", "stat", "--printf", FileListing.FORMAT, "--", "{}", "+")
                .forEach(listing::stat);
        lines("find", directory.toString(), "-type", "f", "-exec", "sha256sum", "--", "{}", "+")
                .forEach(listing::hash);
        return listing.entries();
    }

    private static List<String> lines(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("QUOTING_STYLE", "escape");
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.lines().toList();
    }

    private static String sha256(Path file) {
        return dev.muster.backup.Staging.sha256(file);
    }

    private static ArchiveManifest archive(Map<String, FileListing.Entry> entries) {
        return new ArchiveManifest(
                1,
                BackupPolicy.Kind.APPLICATION,
                "BDC",
                "app",
                "here",
                "/x",
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH,
                entries.entrySet().stream()
                        .map(it -> new PathEntry(
                                it.getKey(),
                                switch (it.getValue().kind()) {
                                    case FOLDER -> PathType.DIRECTORY;
                                    case LINK -> PathType.LINK;
                                    case FILE, OTHER -> PathType.FILE;
                                },
                                1,
                                it.getValue().mode(),
                                it.getValue().owner(),
                                it.getValue().group(),
                                it.getValue().sha256(),
                                it.getValue().link()))
                        .toList(),
                List.of(),
                List.of());
    }

    private static Map<String, FileListing.Entry> archiveListing(ArchiveManifest archive) {
        Map<String, FileListing.Entry> entries = new java.util.TreeMap<>();
        archive.entries()
                .forEach(it -> entries.put(
                        it.path(),
                        new FileListing.Entry(
                                switch (it.type()) {
                                    case DIRECTORY -> FileListing.Kind.FOLDER;
                                    case LINK -> FileListing.Kind.LINK;
                                    case FILE -> FileListing.Kind.FILE;
                                },
                                it.mode(),
                                it.owner(),
                                it.group(),
                                it.link(),
                                it.sha256())));
        return entries;
    }
}
