package dev.muster.backup;

import dev.muster.recovery.step.Finding;
import java.nio.file.Path;

/** How much a disk still takes. */
public interface DiskSpace {

    /**
     * Free bytes of the disk that the path is or would be on; negative when it cannot be told.
     *
     * @param path need not exist yet
     */
    long usable(Path path);

    /** Whether both paths are or would be on the same disk. */
    boolean shared(Path one, Path other);

    /** Whether that much fits, with a tenth to spare. */
    default Finding finding(String check, Path path, long bytes) {
        long needed = bytes + bytes / 10 + 16L * 1024 * 1024;
        long free = usable(path);
        if (free < 0) {
            return Finding.warn(
                    check, "how much is free at " + path + " cannot be told; needed are " + BackupFacts.size(needed));
        }
        String figures = BackupFacts.size(free) + " free at " + path + ", needed " + BackupFacts.size(needed);
        return free < needed ? Finding.block(check, figures) : Finding.ok(check, figures);
    }
}
