package dev.muster.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.Manifest;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Reads an archive entry by entry past its {@link EntryGuard}, and stops at the first thing that is not as it should be. */
final class ArchiveReader {

    private static final int BUFFER = 256 * 1024;

    /** Takes what was admitted. A problem of its own is thrown as {@link Refused}. */
    interface Taker {

        /** Takes a folder or a link, or begins a file: where its bytes go. */
        OutputStream take(PathEntry entry);
    }

    private ArchiveReader() {}

    /**
     * @param copy the folder of the stored files
     * @param directory where the files will be in the end
     * @throws UntrustedBackup at the first entry that is not admitted
     */
    static void read(Path copy, ArchiveManifest manifest, Path directory, Taker taker) {
        if (manifest.files().size() != 1 || !manifest.files().getFirst().name().equals(DirectoryArchive.NAME)) {
            throw new UntrustedBackup("The archive is not one file of the name " + DirectoryArchive.NAME);
        }
        Manifest.Content content = manifest.files().getFirst();
        EntryGuard guard = new EntryGuard(manifest, directory);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                new Bounded(
                        new ZstdInputStreamNoFinalizer(
                                new BufferedInputStream(Files.newInputStream(copy.resolve(content.name())), BUFFER)),
                        content.unpacked()),
                "UTF-8")) {
            for (TarArchiveEntry found = tar.getNextEntry(); found != null; found = tar.getNextEntry()) {
                take(tar, guard.admit(found), taker);
            }
            guard.finish();
        } catch (IOException | IllegalArgumentException e) {
            throw new UntrustedBackup("The archive cannot be read: " + e.getMessage(), e);
        }
    }

    private static void take(TarArchiveInputStream tar, PathEntry entry, Taker taker) throws IOException {
        MessageDigest digest = DirectoryArchive.sha256();
        try (OutputStream out = new DigestOutputStream(taker.take(entry), digest)) {
            if (entry.type() == PathType.FILE) {
                byte[] buffer = new byte[BUFFER];
                for (int count = tar.read(buffer); count >= 0; count = tar.read(buffer)) {
                    write(out, buffer, count, entry);
                }
            }
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (entry.type() == PathType.FILE && !hash.equals(entry.sha256())) {
            throw new UntrustedBackup("The archive is refused for its entry \"" + entry.path() + "\": its SHA-256 is "
                    + hash + ", the manifest says " + entry.sha256());
        }
    }

    /** A full disk is no fault of the archive. */
    private static void write(OutputStream out, byte[] buffer, int count, PathEntry entry) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new Refused(entry.path() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** Ends what unpacks to more than its manifest says. */
    private static final class Bounded extends FilterInputStream {

        private final long most;
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            this.most = most;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int count = super.read(bytes, from, length);
            count(count);
            return count;
        }

        @Override
        public long skip(long bytes) throws IOException {
            long count = super.skip(bytes);
            count(count);
            return count;
        }

        private void count(long bytes) {
            left -= Math.max(0, bytes);
            if (left < 0) {
                throw new UntrustedBackup("The archive is refused: it unpacks to more than the " + most
                        + " bytes that its manifest says");
            }
        }
    }
}
