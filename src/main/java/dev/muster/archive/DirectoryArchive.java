package dev.muster.archive;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.Manifest;
import dev.muster.common.Refused;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.LongConsumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes one directory into one packed tar file and hashes every file while it is read. */
final class DirectoryArchive {

    static final String NAME = "files.tar.zst";

    private static final int LEVEL = 3;
    private static final int BUFFER = 256 * 1024;
    private static final int SPECIAL_BITS = 07000;

    private final Tree tree;
    private final Path directory;
    private final LongConsumer progress;
    private final List<PathEntry> entries = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private long read;

    /**
     * @param directory where the tree stands
     * @param progress told the bytes that were read, before each path; may stop the work by throwing
     */
    DirectoryArchive(Tree tree, Path directory, LongConsumer progress) {
        this.tree = tree;
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
            MessageDigest digest = sha256();
            long unpacked;
            try (TarArchiveOutputStream tar = tarOn(new ZstdOutputStreamNoFinalizer(
                            new DigestOutputStream(
                                    new BufferedOutputStream(Files.newOutputStream(file), BUFFER), digest),
                            LEVEL)
                    .setChecksum(true))) {
                tree.read(visitor(tar));
                tar.finish();
                unpacked = tar.getBytesWritten();
            }
            return new Manifest.Content(
                    file.getFileName().toString(),
                    Files.size(file),
                    HexFormat.of().formatHex(digest.digest()),
                    unpacked);
        } catch (IOException e) {
            throw new Refused("The archive cannot be written: " + e, e);
        }
    }

    /** As every archive here is written. */
    static TarArchiveOutputStream tarOn(OutputStream out) {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8");
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        return tar;
    }

    private Tree.Visitor visitor(TarArchiveOutputStream tar) {
        return new Tree.Visitor() {
            @Override
            public void path(Tree.Leaf leaf, InputStream content) throws IOException {
                progress.accept(read);
                switch (leaf.type()) {
                    case DIRECTORY -> folder(tar, leaf);
                    case LINK -> link(tar, leaf);
                    case FILE -> file(tar, leaf, content);
                }
            }

            @Override
            public void other(String path) {
                leftOut.add(path + " is neither a file nor a folder nor a link");
            }
        };
    }

    private void folder(TarArchiveOutputStream tar, Tree.Leaf leaf) throws IOException {
        PathEntry entry = entry(leaf, "");
        entries.add(entry);
        if (!leaf.path().isEmpty()) {
            put(tar, new TarArchiveEntry(leaf.path() + "/"), entry);
            tar.closeArchiveEntry();
        }
    }

    private void link(TarArchiveOutputStream tar, Tree.Leaf leaf) throws IOException {
        if (!InnerLink.staysInside(leaf.path(), leaf.link(), directory)) {
            leftOut.add(leaf.path() + " is a link out of the directory, to " + leaf.link());
            return;
        }
        PathEntry entry = entry(leaf, "");
        entries.add(entry);
        TarArchiveEntry header = new TarArchiveEntry(leaf.path(), TarConstants.LF_SYMLINK);
        header.setLinkName(leaf.link());
        put(tar, header, entry);
        tar.closeArchiveEntry();
    }

    private void file(TarArchiveOutputStream tar, Tree.Leaf leaf, InputStream content) throws IOException {
        if ((leaf.mode() & SPECIAL_BITS) != 0) {
            leftOut.add("the setuid, setgid or sticky bit of " + leaf.path());
        }
        TarArchiveEntry header = new TarArchiveEntry(leaf.path());
        header.setSize(leaf.size());
        header.setModTime(FileTime.from(leaf.changed()));
        put(tar, header, entry(leaf, ""));
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        long left = leaf.size();
        // A log that grows meanwhile is copied up to the size that it had.
        while (left > 0) {
            int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new Refused(leaf.path() + " became shorter while it was copied: try again");
            }
            digest.update(buffer, 0, count);
            tar.write(buffer, 0, count);
            left -= count;
            read += count;
        }
        tar.closeArchiveEntry();
        entries.add(entry(leaf, HexFormat.of().formatHex(digest.digest())));
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry header, PathEntry entry) throws IOException {
        header.setMode(entry.mode());
        header.setUserName(entry.owner());
        header.setGroupName(entry.group());
        header.setIds(0, 0);
        tar.putArchiveEntry(header);
    }

    private static PathEntry entry(Tree.Leaf leaf, String sha256) {
        return new PathEntry(
                leaf.path(),
                leaf.type(),
                leaf.size(),
                leaf.mode() & ~SPECIAL_BITS,
                leaf.owner(),
                leaf.group(),
                sha256,
                leaf.link());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
