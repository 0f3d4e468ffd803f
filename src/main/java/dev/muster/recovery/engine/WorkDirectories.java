package dev.muster.recovery.engine;

import dev.muster.recovery.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One folder per run, readable by the console's own account alone: it holds the data of a whole database. */
@Component
class WorkDirectories {

    private static final Logger LOG = LoggerFactory.getLogger(WorkDirectories.class);

    private final Path base;

    WorkDirectories(EngineSettings settings) {
        this.base = settings.workDirectory();
    }

    Path base() {
        return base;
    }

    Path of(RunId run) {
        return base.resolve("run-" + run);
    }

    /** @param scope of a used procedure, which has a folder inside; empty for the whole run's */
    Path make(RunId run, String scope) {
        Path folder = of(run);
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            return scope.isEmpty()
                    ? folder
                    : Files.createDirectories(folder.resolve("part-" + scope.replace('/', '-')));
        } catch (IOException e) {
            throw new UncheckedIOException("The work folder " + folder + " cannot be made", e);
        }
    }

    /** A folder that cannot be removed is no reason for a run to fail. Links are removed, not followed. */
    void remove(RunId run) {
        Path folder = of(run);
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            LOG.warn("The work folder {} cannot be removed: {}", folder, e.getMessage());
        }
    }
}
