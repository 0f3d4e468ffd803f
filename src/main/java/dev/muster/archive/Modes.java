package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathEntry;
import dev.muster.backup.ArchiveManifest.PathType;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Permissions as numbers. What is restored is never wider than what was archived, and never wider than 755 for folders
 * and executables and 644 for other files: a secret of mode 600 stays one.
 */
final class Modes {

    private static final int EXECUTABLE = 0111;
    private static final int OWNER_ALL = 0700;

    private Modes() {}

    static int of(Set<PosixFilePermission> permissions) {
        int mode = 0;
        for (PosixFilePermission permission : permissions) {
            mode |= bit(permission);
        }
        return mode;
    }

    static Set<PosixFilePermission> restored(PathEntry entry) {
        int mode =
                entry.mode() & (entry.type() == PathType.DIRECTORY || (entry.mode() & EXECUTABLE) != 0 ? 0755 : 0644);
        if (entry.type() == PathType.DIRECTORY) {
            mode |= OWNER_ALL;
        }
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (PosixFilePermission permission : PosixFilePermission.values()) {
            if ((mode & bit(permission)) != 0) {
                permissions.add(permission);
            }
        }
        return permissions;
    }

    private static int bit(PosixFilePermission permission) {
        return switch (permission) {
            case OWNER_READ -> 0400;
            case OWNER_WRITE -> 0200;
            case OWNER_EXECUTE -> 0100;
            case GROUP_READ -> 040;
            case GROUP_WRITE -> 020;
            case GROUP_EXECUTE -> 010;
            case OTHERS_READ -> 04;
            case OTHERS_WRITE -> 02;
            case OTHERS_EXECUTE -> 01;
        };
    }
}
