package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.Staging;
import dev.muster.backup.UntrustedBackup;
import dev.muster.common.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Writes an archive into an empty folder; nobody else may look into it before owners and modes are right. */
final class UnpackedFolder implements ArchiveReader.Taker, Unpacking {

    private final Path folder;

    UnpackedFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public void unpack(Path copy, ArchiveManifest manifest, Path live, Consumer<PathEntry> before) {
        make();
        ArchiveReader.read(copy, manifest, live, entry -> {
            before.accept(entry);
            return take(entry);
        });
        finish(manifest);
    }

    /** Makes the folder, empty. */
    void make() {
        Staging.remove(folder);
        acted(
                folder,
                () -> Files.createDirectory(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
    }

    @Override
    public OutputStream take(PathEntry entry) {
        Path place = folder.resolve(entry.path());
        return switch (entry.type()) {
            case DIRECTORY -> {
                acted(
                        place,
                        () -> Files.createDirectory(
                                place,
                                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))));
                yield OutputStream.nullOutputStream();
            }
            case LINK -> {
                acted(place, () -> Files.createSymbolicLink(place, Path.of(entry.link())));
                yield OutputStream.nullOutputStream();
            }
            case FILE ->
                acted(place, () -> {
                    Files.createFile(
                            place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                    return Files.newOutputStream(place, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                });
        };
    }

    /** Reads every file again, then gives each path its owner and mode, the outermost folder last. */
    void finish(ArchiveManifest manifest) {
        for (PathEntry entry : manifest.entries().reversed()) {
            Path place = folder.resolve(entry.path());
            if (entry.type() == PathType.FILE && !Staging.sha256(place).equals(entry.sha256())) {
                throw new UntrustedBackup(entry.path() + " was written and is read back as something else");
            }
            acted(place, () -> {
                own(place, entry);
                if (entry.type() != PathType.LINK) {
                    Files.setPosixFilePermissions(place, Modes.restored(entry));
                }
                return place;
            });
        }
    }

    /** Only who is root may give files away; a file that has its owner already needs no giving. */
    private static void own(Path place, PathEntry entry) throws IOException {
        PosixFileAttributeView view =
                Files.getFileAttributeView(place, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
        UserPrincipalLookupService known = place.getFileSystem().getUserPrincipalLookupService();
        if (!view.readAttributes().owner().getName().equals(entry.owner())) {
            view.setOwner(known.lookupPrincipalByName(entry.owner()));
        }
        if (!view.readAttributes().group().getName().equals(entry.group())) {
            view.setGroup(known.lookupPrincipalByGroupName(entry.group()));
        }
    }

    /**
     * What stands in the way of giving everything its owner, if something does.
     *
     * @param who says in the refusal who works there
     */
    static Optional<String> ownersInTheWay(List<PathEntry> entries, String account, String who) {
        for (PathEntry entry : entries) {
            if (!account.equals("root") && !entry.owner().equals(account)) {
                return Optional.of("\"" + entry.path() + "\" belongs to " + entry.owner() + ", and " + who
                        + ", which may not give files away");
            }
        }
        return Optional.empty();
    }

    private interface Act<T> {

        T act() throws IOException;
    }

    private static <T> T acted(Path place, Act<T> act) {
        try {
            return act.act();
        } catch (UserPrincipalNotFoundException e) {
            throw new Refused(place + " belongs to " + e.getName() + ", an account that this machine does not have", e);
        } catch (IOException e) {
            throw new Refused(place + " cannot be written: " + e, e);
        }
    }
}
