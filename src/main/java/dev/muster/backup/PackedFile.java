package dev.muster.backup;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.muster.common.Refused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file of a backup as Zstandard. PostgreSQL's own compression of a dump is gzip before version 16, whose packing and
 * unpacking take eight times the processor time; decision 8 has the figures.
 */
public final class PackedFile {

    public static final String SUFFIX = ".zst";
    private static final int LEVEL = 1;
    private static final int BUFFER = 1024 * 1024;

    private PackedFile() {}

    /** Replaces a file by its packed form beside it, hashed on the way. */
    public static Manifest.Content pack(Path file) {
        Path packed = file.resolveSibling(file.getFileName() + SUFFIX);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = Files.size(file);
            try (InputStream in = Files.newInputStream(file);
                    OutputStream out = new ZstdOutputStreamNoFinalizer(
                                    new DigestOutputStream(Files.newOutputStream(packed), digest), LEVEL)
                            .setChecksum(true)) {
                copy(in, out, Long.MAX_VALUE);
            }
            Files.delete(file);
            return new Manifest.Content(
                    packed.getFileName().toString(),
                    Files.size(packed),
                    HexFormat.of().formatHex(digest.digest()),
                    size);
        } catch (IOException e) {
            throw new Refused(file.getFileName() + " cannot be packed: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Writes the file as it was before packing into a folder; one that is not packed is copied there.
     *
     * @throws UntrustedBackup when it has not the size that its manifest says
     */
    static void unpack(Path file, Manifest.Content content, Path folder) {
        try {
            if (!content.packed()) {
                Files.copy(file, folder.resolve(content.name()));
                return;
            }
            try (InputStream in = new ZstdInputStreamNoFinalizer(new BufferedInputStream(Files.newInputStream(file)));
                    OutputStream out = Files.newOutputStream(folder.resolve(content.unpackedName()))) {
                long written = copy(in, out, content.unpacked());
                if (written != content.unpacked()) {
                    throw new UntrustedBackup(content.name() + " unpacks to "
                            + (written > content.unpacked() ? "more than " + content.unpacked() : written)
                            + " bytes, the manifest says " + content.unpacked());
                }
            }
        } catch (IOException e) {
            throw new Refused(content.name() + " cannot be unpacked: " + e.getMessage(), e);
        }
    }

    /** Stops soon after the limit is passed: nothing may fill the disk. */
    private static long copy(InputStream in, OutputStream out, long limit) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        for (int count = in.read(buffer); count >= 0 && done <= limit; count = in.read(buffer)) {
            out.write(buffer, 0, count);
            done += count;
        }
        return done;
    }
}
