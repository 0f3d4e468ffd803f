package dev.muster.archive;

import dev.muster.backup.ArchiveManifest;
import dev.muster.backup.ArchiveManifest.PathEntry;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Brings an archive into a new folder beside the live one, whichever machine that is on. */
interface Unpacking {

    /**
     * Begins anew when something of it is there already. Afterwards every path is there as archived, read back: bytes,
     * owner, mode.
     *
     * @param copy the folder of the stored files
     * @param live where the files will be in the end
     * @param before called before each entry; may stop the work by throwing
     */
    void unpack(Path copy, ArchiveManifest manifest, Path live, Consumer<PathEntry> before);
}
