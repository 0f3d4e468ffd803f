package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import dev.muster.host.ByteExchange;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Machine;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Streams chosen files out of the folders of the copies; each must be what the manifest says. */
final class CopiesFeed {

    private static final Duration PATIENCE = Duration.ofHours(12);

    private final Machine keeper;
    private final Map<Path, List<PathEntry>> sources;

    CopiesFeed(Machine keeper, Map<Path, List<PathEntry>> sources) {
        this.keeper = keeper;
        this.sources = sources;
    }

    /** @param entries folders come first and links last, so nothing is written through a link */
    void to(List<PathEntry> entries, ArchiveReader.Taker taker) {
        pass(entries, PathType.DIRECTORY, taker);
        sources.forEach((folder, files) -> stream(folder, files, taker));
        pass(entries, PathType.LINK, taker);
    }

    private static void pass(List<PathEntry> entries, PathType type, ArchiveReader.Taker taker) {
        for (PathEntry entry : entries) {
            if (entry.type() == type && !entry.path().isEmpty()) {
                try (OutputStream nothing = taker.take(entry)) {
                    nothing.flush();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void stream(Path folder, List<PathEntry> files, ArchiveReader.Taker taker) {
        Map<String, PathEntry> expected = new HashMap<>();
        files.forEach(it -> expected.put(it.path(), it));
        ByteExchange exchange = new ByteExchange() {
            @Override
            public void write(OutputStream input) throws IOException {
                for (PathEntry file : files) {
                    input.write(("./" + file.path() + "\0").getBytes(StandardCharsets.UTF_8));
                }
            }

            @Override
            public void read(InputStream output) throws IOException {
                TarArchiveInputStream tar = new TarArchiveInputStream(output, "UTF-8");
                for (TarArchiveEntry found = tar.getNextEntry(); found != null; found = tar.getNextEntry()) {
                    take(expected, found, tar, taker);
                }
            }
        };
        CommandResult result = keeper.exchange(
                Command.of(
                        PATIENCE,
                        "tar",
                        "--create",
                        "--file=-",
                        "--format=pax",
                        "--hard-dereference",
                        "--no-recursion",
                        "--null",
                        "--verbatim-files-from",
                        "--directory=" + folder,
                        "--files-from=-"),
                exchange);
        if (!result.succeeded()) {
            throw new Refused("The copies in " + folder + " cannot be read: " + result.tail());
        }
        if (!expected.isEmpty()) {
            throw new Refused(expected.keySet().iterator().next() + " did not come out of " + folder);
        }
    }

    private static void take(
            Map<String, PathEntry> expected, TarArchiveEntry found, InputStream content, ArchiveReader.Taker taker)
            throws IOException {
        String path = found.getName().replaceFirst("^\\./", "");
        PathEntry entry = expected.remove(path);
        if (entry == null || !found.isFile() || found.isLink() || found.getSize() != entry.size()) {
            throw new UntrustedBackup(path + " in the copies is not what the manifest says");
        }
        MessageDigest digest = DirectoryArchive.sha256();
        try (OutputStream out = new DigestOutputStream(taker.take(entry), digest)) {
            content.transferTo(out);
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (!hash.equals(entry.sha256())) {
            throw new UntrustedBackup(path + " in the copies is not what the manifest says: its SHA-256 is " + hash
                    + ", the manifest says " + entry.sha256());
        }
    }
}
