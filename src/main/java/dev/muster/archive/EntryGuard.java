package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.backup.UntrustedBackup;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;

/**
 * Lets an entry of an archive pass only if it stays in the directory, is a plain file, folder or inner link, and is what
 * the manifest says. A signed archive can still be one of a machine that was taken over.
 */
final class EntryGuard {

    /** However many the manifest lists. */
    static final int MOST_ENTRIES = 500_000;

    private static final int SPECIAL_BITS = 07000;

    private final Path directory;
    private final Map<String, PathEntry> expected = new HashMap<>();

    /** @param directory where the files will be in the end */
    EntryGuard(ArchiveManifest manifest, Path directory) {
        this.directory = directory;
        if (manifest.entries().size() > MOST_ENTRIES) {
            throw new UntrustedBackup("The archive holds " + manifest.entries().size() + " paths; at most "
                    + MOST_ENTRIES + " are unpacked");
        }
        manifest.entries().forEach(it -> expected.put(it.path().isEmpty() ? "" : path(it.path()), it));
        manifest.entries().forEach(this::parentIsAFolder);
        expected.remove("");
    }

    /** @throws UntrustedBackup with the path and what is wrong with it */
    PathEntry admit(TarArchiveEntry found) {
        String path = path(found.getName());
        if (found.isLink() || !(found.isFile() || found.isDirectory() || found.isSymbolicLink())) {
            throw refused(path, kind(found) + " is not unpacked");
        }
        if (found.isBlockDevice() || found.isCharacterDevice() || found.isFIFO() || found.isSparse()) {
            throw refused(path, kind(found) + " is not unpacked");
        }
        if ((found.getMode() & SPECIAL_BITS) != 0) {
            throw refused(path, "it has the setuid, setgid or sticky bit");
        }
        if (found.isSymbolicLink() && !InnerLink.staysInside(path, found.getLinkName(), directory)) {
            throw refused(path, "it is a link out of the directory, to " + found.getLinkName());
        }
        PathEntry entry = expected.remove(path);
        if (entry == null) {
            throw refused(path, "the manifest does not list it, or lists it once only");
        }
        PathType type =
                found.isSymbolicLink() ? PathType.LINK : found.isDirectory() ? PathType.DIRECTORY : PathType.FILE;
        if (entry.type() != type
                || (type == PathType.FILE && entry.size() != found.getSize())
                || (type == PathType.LINK && !entry.link().equals(found.getLinkName()))
                || (entry.mode() & ~0777) != 0) {
            throw refused(path, "it is not what the manifest says");
        }
        return entry;
    }

    /** @throws UntrustedBackup when something of the manifest did not come */
    void finish() {
        if (!expected.isEmpty()) {
            throw new UntrustedBackup("The archive lacks " + expected.size() + " paths of its manifest, such as "
                    + expected.keySet().stream().sorted().findFirst().orElseThrow());
        }
    }

    private static String path(String name) {
        if (name.startsWith("/")) {
            throw refused(name, "it is an absolute path");
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (List.of(path.split("/", -1)).contains("..")) {
            throw refused(name, "it has .. in its path");
        }
        if (path.isEmpty()
                || path.indexOf('\0') >= 0
                || List.of(path.split("/", -1)).contains("")) {
            throw refused(name, "it is no path");
        }
        return path;
    }

    /** So nothing is written through a link. */
    private void parentIsAFolder(PathEntry entry) {
        int slash = entry.path().lastIndexOf('/');
        if (entry.path().isEmpty()) {
            return;
        }
        PathEntry parent = expected.get(slash < 0 ? "" : entry.path().substring(0, slash));
        if (parent == null || parent.type() != PathType.DIRECTORY) {
            throw refused(entry.path(), "it does not stand in a folder of the archive");
        }
    }

    private static String kind(TarArchiveEntry found) {
        if (found.isLink()) {
            return "a hard link (to " + found.getLinkName() + ")";
        }
        if (found.isBlockDevice() || found.isCharacterDevice()) {
            return "a device";
        }
        return found.isFIFO() ? "a pipe" : "an entry of the type " + (char) found.getLinkFlag();
    }

    private static UntrustedBackup refused(String path, String why) {
        return new UntrustedBackup("The archive is refused for its entry \"" + path + "\": " + why);
    }
}
