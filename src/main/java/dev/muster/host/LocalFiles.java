package dev.muster.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The files of the machine that the console runs on. */
final class LocalFiles implements HostFiles {

    private interface Act<T> {

        T act() throws IOException;
    }

    private final FileCommands commands;

    LocalFiles(LocalMachine machine) {
        this.commands = new FileCommands(machine);
    }

    @Override
    public Optional<Facts> facts(Path path) {
        return acted(path, "looked at", () -> {
            try {
                PosixFileAttributes found =
                        Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                Object mode = Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
                return Optional.of(new Facts(
                        kind(found),
                        found.size(),
                        (mode instanceof Integer bits ? bits : 0) & 07777,
                        found.owner().getName(),
                        found.group().getName(),
                        String.valueOf(found.fileKey())));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            }
        });
    }

    private static Kind kind(BasicFileAttributes facts) {
        if (facts.isSymbolicLink()) {
            return Kind.LINK;
        }
        if (facts.isDirectory()) {
            return Kind.FOLDER;
        }
        return facts.isRegularFile() ? Kind.FILE : Kind.OTHER;
    }

    @Override
    public byte[] read(Path file, int most) {
        return acted(file, "read", () -> {
            try (InputStream stream = open(file)) {
                byte[] content = stream.readNBytes(most);
                if (stream.read() >= 0) {
                    throw new IOException("it is longer than " + most + " bytes");
                }
                return content;
            }
        });
    }

    private InputStream open(Path file) throws IOException {
        Optional<Facts> facts = facts(file);
        if (facts.isEmpty()) {
            throw new NoSuchFileException(file.toString());
        }
        if (facts.get().kind() != Kind.FILE) {
            throw new IOException("it is no file");
        }
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public void write(Path file, byte[] content, Access access) {
        put(new ByteArrayInputStream(content), content.length, file, access, true);
    }

    @Override
    public void upload(InputStream content, long size, Path file, Access access) {
        put(content, size, file, access, false);
    }

    private void put(InputStream content, long size, Path file, Access access, boolean replace) {
        Path folder = FileCommands.folderOf(file);
        Path draft = FileCommands.draftIn(folder);
        acted(file, "written", () -> {
            refuseWhatStands(file, replace);
            try {
                MessageDigest digest = FileCommands.sha256();
                fill(draft, FileCommands.exactly(content, size, digest));
                if (!HexFormat.of().formatHex(digest.digest()).equals(sha256(draft))) {
                    throw new IOException("it was written and is read back as something else");
                }
                give(draft, access);
                sync(draft, StandardOpenOption.WRITE);
                refuseWhatStands(file, replace);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(draft);
            }
            sync(folder, StandardOpenOption.READ);
            return file;
        });
    }

    private void refuseWhatStands(Path file, boolean replace) throws IOException {
        Optional<Facts> present = facts(file);
        if (present.isPresent() && !replace) {
            throw new IOException("something is there already");
        }
        if (present.filter(it -> it.kind() == Kind.FOLDER).isPresent()) {
            throw new IOException("it is a folder");
        }
    }

    private static void fill(Path draft, InputStream content) throws IOException {
        Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (OutputStream out = Files.newOutputStream(draft, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
            content.transferTo(out);
        }
    }

    private interface Lookup {

        UserPrincipal of(String name) throws IOException;
    }

    private static void give(Path path, Access access) throws IOException {
        UserPrincipalLookupService known = path.getFileSystem().getUserPrincipalLookupService();
        give(path, "posix:owner", access.owner(), known::lookupPrincipalByName);
        give(path, "posix:group", access.group(), known::lookupPrincipalByGroupName);
        // last: a change of owner takes the special bits away
        Files.setAttribute(path, "unix:mode", access.mode(), LinkOption.NOFOLLOW_LINKS);
    }

    private static void give(Path path, String attribute, String name, Lookup lookup) throws IOException {
        if (name.isEmpty()) {
            return;
        }
        try {
            Files.setAttribute(path, attribute, lookup.of(name), LinkOption.NOFOLLOW_LINKS);
        } catch (UserPrincipalNotFoundException e) {
            throw new IOException("this machine has no account or group " + name, e);
        }
    }

    private static void sync(Path path, StandardOpenOption option) throws IOException {
        try (FileChannel channel = FileChannel.open(path, option)) {
            channel.force(true);
        }
    }

    @Override
    public List<String> names(Path folder) {
        return acted(folder, "listed", () -> {
            if (facts(folder).filter(it -> it.kind() != Kind.FOLDER).isPresent()) {
                throw new IOException("it is no folder");
            }
            List<String> names = new ArrayList<>();
            try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
                found.forEach(it -> names.add(String.valueOf(it.getFileName())));
            }
            names.sort(null);
            return List.copyOf(names);
        });
    }

    @Override
    public void makeFolder(Path folder, Access access) {
        Path parent = FileCommands.folderOf(folder);
        acted(folder, "made", () -> {
            refuseWhatStands(folder, false);
            Files.createDirectory(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            try {
                give(folder, access);
            } catch (IOException e) {
                Files.delete(folder);
                throw e;
            }
            sync(parent, StandardOpenOption.READ);
            return folder;
        });
    }

    @Override
    public void rename(Path from, Path to) {
        acted(from, "renamed to " + to, () -> {
            if (facts(from).isEmpty()) {
                throw new NoSuchFileException(from.toString());
            }
            if (facts(to).isPresent()) {
                throw new IOException(to + " is there already");
            }
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
            sync(FileCommands.folderOf(from), StandardOpenOption.READ);
            sync(FileCommands.folderOf(to), StandardOpenOption.READ);
            return to;
        });
    }

    @Override
    public void copy(Path from, Path to) {
        commands.copy(from, to);
    }

    @Override
    public void remove(Path path) {
        commands.remove(path);
    }

    @Override
    public long free(Path folder) {
        return acted(folder, "looked at", () -> Files.getFileStore(folder).getUsableSpace());
    }

    @Override
    public String sha256(Path file) {
        return acted(file, "read", () -> {
            MessageDigest digest = FileCommands.sha256();
            try (InputStream stream = open(file)) {
                byte[] buffer = new byte[256 * 1024];
                for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                    digest.update(buffer, 0, count);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        });
    }

    @Override
    public void download(Path file, OutputStream to) {
        acted(file, "read", () -> {
            try (InputStream stream = open(file)) {
                return stream.transferTo(to);
            }
        });
    }

    private static <T> T acted(Path path, String what, Act<T> act) {
        FileCommands.absolute(path);
        try {
            return act.act();
        } catch (IOException | UncheckedIOException | DirectoryIteratorException e) {
            throw new HostException(path + " cannot be " + what + ": " + reason(path, e), e);
        }
    }

    private static String reason(Path path, Exception e) {
        return switch (e) {
            case NoSuchFileException missing ->
                String.valueOf(path).equals(missing.getFile())
                        ? "it is not there"
                        : missing.getFile() + " is not there";
            case AccessDeniedException denied -> "permission denied";
            case FileSystemException other when other.getReason() != null -> String.valueOf(other.getReason());
            default -> String.valueOf(e.getMessage());
        };
    }
}
