package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.common.Refused;
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
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory of the console's own machine. */
final class LocalTree implements Tree {

    private final Path directory;

    LocalTree(Path directory) {
        this.directory = directory;
    }

    @Override
    public void read(Visitor visitor) {
        try {
            visit("", directory, visitor);
        } catch (NoSuchFileException e) {
            throw new Refused(e.getFile() + " went away while the directory was copied: try again", e);
        } catch (IOException e) {
            throw new Refused("The directory " + directory + " cannot be copied: " + e, e);
        }
    }

    private static void visit(String path, Path place, Visitor visitor) throws IOException {
        PosixFileAttributes facts = Files.readAttributes(place, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (facts.isSymbolicLink()) {
            visitor.path(
                    leaf(
                            path,
                            place,
                            PathType.LINK,
                            facts,
                            Files.readSymbolicLink(place).toString()),
                    InputStream.nullInputStream());
        } else if (facts.isDirectory()) {
            visitor.path(leaf(path, place, PathType.DIRECTORY, facts, ""), InputStream.nullInputStream());
            List<Path> children;
            try (Stream<Path> found = Files.list(place)) {
                children = found.sorted(
                                Comparator.comparing(it -> it.getFileName().toString()))
                        .toList();
            }
            for (Path child : children) {
                visit((path.isEmpty() ? "" : path + "/") + child.getFileName(), child, visitor);
            }
        } else if (facts.isRegularFile()) {
            try (InputStream content = Files.newInputStream(place, LinkOption.NOFOLLOW_LINKS)) {
                visitor.path(leaf(path, place, PathType.FILE, facts, ""), content);
            }
        } else {
            visitor.other(path);
        }
    }

    private static Leaf leaf(String path, Path place, PathType type, PosixFileAttributes facts, String link)
            throws IOException {
        Object mode = Files.getAttribute(place, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return new Leaf(
                path,
                type,
                type == PathType.FILE ? facts.size() : 0,
                (mode instanceof Integer bits ? bits : 0) & 07777,
                facts.owner().getName(),
                facts.group().getName(),
                link,
                facts.lastModifiedTime().toInstant());
    }

    @Override
    public Size size() {
        if (!Files.isDirectory(directory) || !Files.isReadable(directory)) {
            throw new Refused(directory + " is no directory that can be read");
        }
        long[] sums = new long[3];
        try {
            Files.walkFileTree(directory, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) {
                    sums[0] += facts.isRegularFile() ? facts.size() : 0;
                    sums[1]++;
                    sums[2] += facts.isRegularFile() ? 1 : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes facts) {
                    sums[1]++;
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Refused(directory + " cannot be read whole: " + e, e);
        }
        return new Size(sums[0], sums[1], sums[2]);
    }
}
