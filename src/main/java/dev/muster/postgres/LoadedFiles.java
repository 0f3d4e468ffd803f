package dev.muster.postgres;

import dev.muster.host.CommandListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Removes each unpacked file as soon as {@code pg_restore} says that its table is loaded: what is gone early enough is
 * never written to the disk that the database needs at that time, and the folder is smaller.
 */
final class LoadedFiles implements CommandListener {

    /** The leader of a parallel restore names the entry; its file bears the entry's number. */
    private static final Pattern LOADED = Pattern.compile("^pg_restore: finished item (\\d+) TABLE DATA ");

    private final CommandListener next;
    private final Path folder;

    LoadedFiles(Path folder, CommandListener next) {
        this.folder = folder;
        this.next = next;
    }

    @Override
    public void started(Process process) {
        next.started(process);
    }

    @Override
    public void line(boolean error, String line) {
        next.line(error, line);
        Matcher loaded = LOADED.matcher(line);
        if (loaded.find()) {
            try {
                Files.deleteIfExists(folder.resolve(loaded.group(1) + ".dat"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
