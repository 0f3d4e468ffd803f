package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.common.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/** Everything in a directory, wherever that is. */
interface Tree {

    /**
     * A path as it is.
     *
     * @param path from the directory, with slashes; empty for the directory itself
     * @param size in bytes of a file; 0 otherwise
     * @param mode the nine permission bits with the three special ones
     * @param link where a link points; empty for what is none
     */
    record Leaf(
            String path,
            PathType type,
            long size,
            int mode,
            String owner,
            String group,
            String link,
            Instant changed) {}

    /** Takes each path, a folder before what is in it. */
    interface Visitor {

        /** @param content of a file, at least as long as its size unless it became shorter; empty otherwise */
        void path(Leaf leaf, InputStream content) throws IOException;

        /** Of a path that is neither file nor folder nor link. */
        void other(String path);
    }

    /**
     * Bytes and paths of a directory, for a pre-flight.
     *
     * @param bytes of its files
     * @param paths of every kind
     */
    record Size(long bytes, long paths, long files) {}

    /** @throws Refused when it cannot be read whole */
    void read(Visitor visitor);

    /** @throws Refused when it cannot be read whole, or is no directory */
    Size size();
}
