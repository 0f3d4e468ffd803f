package dev.muster.host;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The files of one machine, as its account sees them (with sudo where the plan says so). Every path is absolute. A link
 * is never followed at the end of a path. Whatever fails throws {@link HostException} with path and reason.
 */
public interface HostFiles {

    /** What a path is. */
    enum Kind {
        FILE,
        FOLDER,
        LINK,
        OTHER
    }

    /**
     * @param size in bytes
     * @param mode the nine permission bits with the three special ones
     * @param identity names the very file or folder, whatever its path: stays the same when it is renamed
     */
    record Facts(Kind kind, long size, int mode, String owner, String group, String identity) {}

    /**
     * Who may do what with a new file.
     *
     * @param owner empty for the account itself
     * @param group empty for the account's own
     */
    record Access(int mode, String owner, String group) {}

    /** Empty when nothing is there. */
    Optional<Facts> facts(Path path);

    /** @param most bytes; a longer file is refused */
    byte[] read(Path file, int most);

    /** Replaces or makes the file, whole or not at all: a draft beside it, made durable, then a rename. */
    void write(Path file, byte[] content, Access access);

    /** What stands in the folder, sorted. */
    List<String> names(Path folder);

    /** The folder above it must be there, it itself must not. */
    void makeFolder(Path folder, Access access);

    /** Refused when something stands at {@code to}. Atomic: both must be on one disk. */
    void rename(Path from, Path to);

    /**
     * With everything below it, modes and times, and owners where the account may give files away; whole or not at all;
     * refused when something stands at {@code to}.
     */
    void copy(Path from, Path to);

    /** With everything below it; does nothing when nothing is there. */
    void remove(Path path);

    /** Bytes that may still be written below the folder. */
    long free(Path folder);

    /** In lower-case hexadecimal. */
    String sha256(Path file);

    /**
     * Makes a new file of a stream of any length, as {@link #write} does; when it is cut short nothing stays. Refused when
     * something stands there.
     *
     * @param size bytes that the stream has; another length is refused
     */
    void upload(InputStream content, long size, Path file, Access access);

    void download(Path file, OutputStream to);
}
