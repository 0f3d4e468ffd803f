package dev.muster.isolation;

import dev.muster.common.Refused;
import dev.muster.host.Command;
import dev.muster.host.CommandResult;
import dev.muster.host.Machine;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a folder as unchangeable as the console's account can. */
final class WriteOnce {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("r--------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("r-x------");

    private WriteOnce() {}

    /** What it is now, for people, with what could not be done. */
    static String lock(Path folder, Machine console, boolean immutable) {
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes facts) throws IOException {
                    set(file, FILE);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e) throws IOException {
                    if (e != null) {
                        throw e;
                    }
                    set(directory, FOLDER);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new Refused("The evidence in " + folder + " cannot be made read only: " + e, e);
        }
        if (!immutable) {
            return "read only (400 and 500); this console is set not to make it immutable";
        }
        try {
            CommandResult result = console.run(
                    Command.of(PATIENCE, "chattr", "-R", "+i", "--", folder.toString()), (error, line) -> {});
            return result.succeeded()
                    ? "read only and immutable"
                    : "read only (400 and 500), NOT immutable: " + result.tail().strip();
        } catch (Refused e) {
            return "read only (400 and 500), NOT immutable: " + e.getMessage();
        }
    }

    /** What has the mode already may be immutable, and then even the same mode is refused. */
    private static void set(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (!Files.getPosixFilePermissions(path).equals(mode)) {
            Files.setPosixFilePermissions(path, mode);
        }
    }
}
