package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.common.Refused;
import dev.muster.host.ByteExchange;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.HostException;
import dev.muster.host.HostFiles;
import dev.muster.host.Machine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A directory of another machine: {@code tar} streams it here, and what it says is taken apart here. */
final class RemoteTree implements Tree {

    private static final Duration PATIENCE = Duration.ofHours(12);
    private static final Duration LOOK = Duration.ofMinutes(10);
    /** Its exit code when a file changed while it was read; that one is copied up to the size that it had. */
    private static final int CHANGED = 1;

    private final Machine machine;
    private final HostFiles files;
    private final Path directory;

    RemoteTree(Machine machine, HostFiles files, Path directory) {
        this.machine = machine;
        this.files = files;
        this.directory = directory;
    }

    static Command command(Path directory) {
        return Command.of(
                PATIENCE,
                "tar",
                "--create",
                "--file=-",
                "--format=pax",
                "--sort=name",
                "--hard-dereference",
                "--warning=no-file-changed",
                "--warning=no-file-ignored",
                "--directory=" + directory,
                ".");
    }

    @Override
    public void read(Visitor visitor) {
        aFolder();
        ByteExchange taking = new ByteExchange() {
            @Override
            public void read(InputStream output) throws IOException {
                TarArchiveInputStream tar = new TarArchiveInputStream(output, "UTF-8");
                for (TarArchiveEntry found = tar.getNextEntry(); found != null; found = tar.getNextEntry()) {
                    visit(found, tar, visitor);
                }
            }
        };
        CommandResult result = machine.exchange(command(directory), taking);
        boolean onlyChanged = result.exitCode() == CHANGED && result.tail().isBlank();
        if (!result.succeeded() && !onlyChanged) {
            throw new Refused("The directory " + directory + " cannot be copied: " + result.tail());
        }
        sockets(visitor);
    }

    private static void visit(TarArchiveEntry found, InputStream content, Visitor visitor) throws IOException {
        String path = found.getName().replaceFirst("^\\./", "").replaceFirst("/$", "");
        if (path.indexOf('\uFFFD') >= 0) {
            throw new Refused(path + " has a name that is not written in UTF-8");
        }
        if (found.isSymbolicLink()) {
            visitor.path(leaf(found, path, PathType.LINK, 0, found.getLinkName()), InputStream.nullInputStream());
        } else if (found.isDirectory()) {
            visitor.path(leaf(found, path, PathType.DIRECTORY, 0, ""), InputStream.nullInputStream());
        } else if (found.isFile() && !found.isLink() && !found.isFIFO() && !device(found)) {
            visitor.path(leaf(found, path, PathType.FILE, found.getSize(), ""), content);
        } else {
            visitor.other(path);
        }
    }

    private static boolean device(TarArchiveEntry found) {
        return found.isBlockDevice() || found.isCharacterDevice();
    }

    private static Leaf leaf(TarArchiveEntry found, String path, PathType type, long size, String link) {
        return new Leaf(
                path,
                type,
                size,
                // a link has no mode of its own; here as there it counts as open
                type == PathType.LINK ? 0777 : found.getMode() & 07777,
                name(found.getUserName(), found.getLongUserId()),
                name(found.getGroupName(), found.getLongGroupId()),
                link,
                found.getLastModifiedTime().toInstant());
    }

    private static String name(String name, long number) {
        return name.isEmpty() ? Long.toString(number) : name;
    }

    /** tar passes them over without an entry. */
    private void sockets(Visitor visitor) {
        StringBuilder found = new StringBuilder();
        lines(Command.of(LOOK, "find", directory.toString(), "-type", "s", "-printf", "%P\\0"), found);
        for (String path : found.toString().split("\0", -1)) {
            if (!path.isEmpty()) {
                visitor.other(path);
            }
        }
    }

    @Override
    public Size size() {
        aFolder();
        StringBuilder said = new StringBuilder();
        lines(Command.of(LOOK, "find", directory.toString(), "-printf", "%y %s\\n"), said);
        long bytes = 0;
        long paths = 0;
        long files = 0;
        for (String line : (Iterable<String>) said.toString().lines()::iterator) {
            paths++;
            if (line.startsWith("f ")) {
                bytes += Long.parseLong(line.substring(2));
                files++;
            }
        }
        return new Size(bytes, paths, files);
    }

    private void aFolder() {
        if (files.facts(directory)
                .filter(it -> it.kind() == HostFiles.Kind.FOLDER)
                .isEmpty()) {
            throw new Refused(directory + " is no directory that can be read");
        }
    }

    private void lines(Command command, StringBuilder said) {
        ByteExchange taking = new ByteExchange() {
            @Override
            public void read(InputStream output) throws IOException {
                BufferedReader reader = new BufferedReader(new InputStreamReader(output, StandardCharsets.UTF_8));
                char[] buffer = new char[8192];
                for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
                    said.append(buffer, 0, count);
                }
            }
        };
        CommandResult result = machine.exchange(command, taking);
        if (!result.succeeded()) {
            throw new HostException(directory + " cannot be read whole: " + result.tail());
        }
    }
}
