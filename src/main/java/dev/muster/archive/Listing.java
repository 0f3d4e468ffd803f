package dev.muster.archive;

import dev.muster.backup.ArchiveManifest.PathType;
import dev.muster.common.Refused;
import dev.muster.host.ByteExchange;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Machine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands in a folder of whichever machine, as that machine itself says. */
final class Listing {

    private static final Duration PATIENCE = Duration.ofHours(12);

    // Names may hold line ends, so both lists end with NUL.
    private static final String LIST = "cd -- \"$1\" && find . -printf '%y %m %u %g %s\\0%P\\0%l\\0'";
    private static final String HASHES = "cd -- \"$1\" && find . -type f -print0 | xargs -0 -r sha256sum -z --";

    /**
     * A path.
     *
     * @param type empty for what is neither file nor folder nor link
     * @param size in bytes of a file; 0 otherwise
     */
    record Found(Optional<PathType> type, int mode, String owner, String group, long size, String link) {}

    private final Machine machine;
    private final Path folder;

    Listing(Machine machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
    }

    /** Paths from the folder, with slashes and sorted, so each folder before what is in it; empty for the folder itself. */
    Map<String, Found> paths() {
        Map<String, Found> found = new TreeMap<>();
        String[] words = said(LIST).split("\0", -1);
        for (int i = 0; i + 2 < words.length; i += 3) {
            String[] facts = words[i].split(" ");
            Optional<PathType> type =
                    switch (facts[0]) {
                        case "f" -> Optional.of(PathType.FILE);
                        case "d" -> Optional.of(PathType.DIRECTORY);
                        case "l" -> Optional.of(PathType.LINK);
                        default -> Optional.empty();
                    };
            found.put(
                    words[i + 1],
                    new Found(
                            type,
                            Integer.parseInt(facts[1], 8),
                            facts[2],
                            facts[3],
                            facts[0].equals("f") ? Long.parseLong(facts[4]) : 0,
                            words[i + 2]));
        }
        return found;
    }

    /** SHA-256 of every file, by path. */
    Map<String, String> hashes() {
        Map<String, String> hashes = new HashMap<>();
        for (String line : said(HASHES).split("\0", -1)) {
            int name = line.indexOf("./");
            if (name > 64) {
                hashes.put(line.substring(name + 2), line.substring(0, 64));
            }
        }
        return hashes;
    }

    private String said(String script) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteExchange taking = new ByteExchange() {
            @Override
            public void read(InputStream output) throws IOException {
                output.transferTo(said);
            }
        };
        CommandResult result = machine.exchange(
                Command.of(PATIENCE, "/bin/sh", "-c", script, "muster-archive", folder.toString()), taking);
        if (!result.succeeded()) {
            throw new Refused(folder + " cannot be read: " + result.tail());
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
