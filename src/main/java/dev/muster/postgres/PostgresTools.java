package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.HostException;
import dev.muster.host.Machine;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Finds pg_dump and pg_restore: in {@code muster.postgres.bin}, else where packages put them, else on the path. */
@Component
class PostgresTools {

    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) ((\\d+)[^ ]*)");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String configured;
    private final ThisMachine thisMachine;

    PostgresTools(@Value("${muster.postgres.bin:}") String configured, ThisMachine thisMachine) {
        this.configured = configured;
        this.thisMachine = thisMachine;
    }

    /** One of the client programs. */
    record Tool(Path path, int major, String version) {

        @Override
        public String toString() {
            return path + " (" + version + ")";
        }
    }

    /**
     * The oldest that is new enough. An older one cannot read or write the format; a much newer one may send settings
     * that the server does not know.
     *
     * @param name {@code pg_dump} or {@code pg_restore}
     * @throws Refused with what was found and what to do
     */
    Tool atLeast(String name, int major) {
        List<Tool> found = find(name);
        return found.stream()
                .filter(it -> it.major() >= major)
                .min(Comparator.comparingInt(Tool::major))
                .orElseThrow(() -> new Refused(
                        found.isEmpty()
                                ? name + " was not found in " + places() + ": install the PostgreSQL " + major
                                        + " client programs or set muster.postgres.bin"
                                : name + " is too old: needed is " + major + " or newer, found "
                                        + String.join(
                                                ", ",
                                                found.stream()
                                                        .map(Tool::toString)
                                                        .toList())
                                        + ". Install the PostgreSQL " + major
                                        + " client programs or set muster.postgres.bin"));
    }

    private List<Tool> find(String name) {
        return places().stream()
                .map(it -> it.resolve(name))
                .filter(Files::isExecutable)
                .flatMap(it -> version(it).stream())
                .toList();
    }

    private List<Path> places() {
        if (!configured.isBlank()) {
            return List.of(Path.of(configured));
        }
        List<Path> places = new ArrayList<>();
        addVersions(places, Path.of("/usr/lib/postgresql"), "*");
        addVersions(places, Path.of("/usr"), "pgsql-*");
        if (places.isEmpty()) {
            String path = System.getenv("PATH");
            for (String folder : path == null ? new String[0] : path.split(File.pathSeparator)) {
                if (!folder.isBlank()) {
                    places.add(Path.of(folder));
                }
            }
        }
        return places;
    }

    private static void addVersions(List<Path> places, Path parent, String glob) {
        if (Files.isDirectory(parent)) {
            try (DirectoryStream<Path> versions = Files.newDirectoryStream(parent, glob)) {
                versions.forEach(it -> places.add(it.resolve("bin")));
            } catch (IOException e) {
                throw new Refused(parent + " cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private Optional<Tool> version(Path program) {
        Machine machine = thisMachine.get();
        StringBuilder output = new StringBuilder();
        try {
            machine.run(Command.of(PATIENCE, program.toString(), "--version"), (error, line) -> {
                synchronized (output) {
                    output.append(line).append('\n');
                }
            });
        } catch (HostException e) {
            return Optional.empty();
        }
        synchronized (output) {
            Matcher matcher = VERSION.matcher(output);
            return matcher.find()
                    ? Optional.of(new Tool(program, Integer.parseInt(matcher.group(2)), matcher.group(1)))
                    : Optional.empty();
        }
    }
}
