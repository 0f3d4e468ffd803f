package dev.muster.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.Manifest;
import dev.muster.common.Refused;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes one directory into one packed tar file and hashes every file while it is read. */
final class DirectoryArchive {

    static final String NAME = "files.tar.zst";

    private static final int LEVEL = 3;
    private static final int BUFFER = 256 * 1024;
    private static final int SPECIAL_BITS = 07000;

    private final Path directory;
    private final LongConsumer progress;
    private final List<PathEntry> entries = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private long read;

    /**
     * @param progress told the bytes that were read, before each path; may stop the work by throwing
     */
    DirectoryArchive(Path directory, LongConsumer progress) {
        this.directory = directory;
        this.progress = progress;
    }

    List<PathEntry> entries() {
        return entries;
    }

    /** What was not copied, and why. */
    List<String> leftOut() {
        return leftOut;
    }

    Manifest.Content write(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long unpacked;
            try (TarArchiveOutputStream tar = new TarArchiveOutputStream(
                    new ZstdOutputStreamNoFinalizer(
                                    new DigestOutputStream(
                                            new BufferedOutputStream(Files.newOutputStream(file), BUFFER), digest),
                                    LEVEL)
                            .setChecksum(true),
                    "UTF-8")) {
                tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
                tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
                tar.setAddPaxHeadersForNonAsciiNames(true);
                add(tar, "", directory);
                tar.finish();
                unpacked = tar.getBytesWritten();
            }
            return new Manifest.Content(
                    file.getFileName().toString(),
                    Files.size(file),
                    HexFormat.of().formatHex(digest.digest()),
                    unpacked);
        } catch (NoSuchFileException e) {
            throw new Refused(e.getFile() + " went away while the directory was copied: try again", e);
        } catch (IOException e) {
            throw new Refused("The directory " + directory + " cannot be copied: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void add(TarArchiveOutputStream tar, String path, Path place) throws IOException {
        progress.accept(read);
        PosixFileAttributes facts = Files.readAttributes(place, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (facts.isSymbolicLink()) {
            link(tar, path, Files.readSymbolicLink(place).toString(), facts);
        } else if (facts.isDirectory()) {
            folder(tar, path, place, facts);
        } else if (facts.isRegularFile()) {
            file(tar, path, place, facts);
        } else {
            leftOut.add(path + " is neither a file nor a folder nor a link");
        }
    }

    private void folder(TarArchiveOutputStream tar, String path, Path place, PosixFileAttributes facts)
            throws IOException {
        PathEntry entry = entry(path, PathType.DIRECTORY, 0, facts, "", "");
        entries.add(entry);
        if (!path.isEmpty()) {
            put(tar, new TarArchiveEntry(path + "/"), entry);
            tar.closeArchiveEntry();
        }
        List<Path> children;
        try (Stream<Path> found = Files.list(place)) {
            children = found.sorted(Comparator.comparing(it -> it.getFileName().toString()))
                    .toList();
        }
        for (Path child : children) {
            add(tar, (path.isEmpty() ? "" : path + "/") + child.getFileName(), child);
        }
    }

    private void link(TarArchiveOutputStream tar, String path, String target, PosixFileAttributes facts)
            throws IOException {
        if (!InnerLink.staysInside(path, target, directory)) {
            leftOut.add(path + " is a link out of the directory, to " + target);
            return;
        }
        PathEntry entry = entry(path, PathType.LINK, 0, facts, "", target);
        entries.add(entry);
        TarArchiveEntry header = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        header.setLinkName(target);
        put(tar, header, entry);
        tar.closeArchiveEntry();
    }

    private void file(TarArchiveOutputStream tar, String path, Path place, PosixFileAttributes facts)
            throws IOException {
        if (((int) Files.getAttribute(place, "unix:mode", LinkOption.NOFOLLOW_LINKS) & SPECIAL_BITS) != 0) {
            leftOut.add("the setuid, setgid or sticky bit of " + path);
        }
        TarArchiveEntry header = new TarArchiveEntry(path);
        header.setSize(facts.size());
        header.setModTime(facts.lastModifiedTime());
        put(tar, header, entry(path, PathType.FILE, facts.size(), facts, "", ""));
        MessageDigest digest = sha256();
        try (InputStream in = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
            byte[] buffer = new byte[BUFFER];
            long left = facts.size();
            // A log that grows meanwhile is copied up to the size that it had.
            while (left > 0) {
                int count = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new Refused(place + " became shorter while it was copied: try again");
                }
                digest.update(buffer, 0, count);
                tar.write(buffer, 0, count);
                left -= count;
                read += count;
            }
        }
        tar.closeArchiveEntry();
        entries.add(
                entry(path, PathType.FILE, facts.size(), facts, HexFormat.of().formatHex(digest.digest()), ""));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header, PathEntry entry) throws IOException {
        header.setMode(entry.mode());
        header.setUserName(entry.owner());
        header.setGroupName(entry.group());
        header.setIds(0, 0);
        tar.putArchiveEntry(header);
    }

    private static PathEntry entry(
            String path, PathType type, long size, PosixFileAttributes facts, String sha256, String link) {
        return new PathEntry(
                path,
                type,
                size,
                Modes.of(facts.permissions()),
                facts.owner().getName(),
                facts.group().getName(),
                sha256,
                link);
    }

    /** Bytes and paths of a directory, for a pre-flight. */
    record Size(long bytes, long paths) {

        static Size of(Path directory) throws IOException {
            long[] sums = new long[2];
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                    sums[0] += facts.size();
                    sums[1]++;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
                    sums[1]++;
                    return FileVisitResult.CONTINUE;
                }
            });
            return new Size(sums[0], sums[1]);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
