package dev.muster.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A small file system of its own at a folder, which a test can fill up. Taken away when it is closed. */
public record TinyDisk(Path folder) implements AutoCloseable {

    private static final int BLOCK = 4096;

    /**
     * Mounts it over the folder, with the folder's owner; what is in the folder is hidden until it is closed. Where
     * nothing may be mounted the test is aborted and says why.
     */
    public static TinyDisk over(Path folder, long bytes) {
        try {
            Object owner = Files.getAttribute(folder, "unix:uid");
            Object group = Files.getAttribute(folder, "unix:gid");
            String result = command(List.of(
                    "mount",
                    "-t",
                    "tmpfs",
                    "-o",
                    "size=" + bytes + ",mode=700,uid=" + owner + ",gid=" + group,
                    "tmpfs",
                    folder.toString()));
            Assumptions.assumeTrue(
                    result.isEmpty(), () -> "A full disk needs a file system that may be mounted here: " + result);
            return new TinyDisk(folder);
        } catch (IOException e) {
            return Assumptions.abort("A full disk needs a file system that can be mounted here: " + e.getMessage());
        }
    }

    /** For a test that makes its disk where an aborted assumption would not be seen: aborts here and now instead. */
    public static void assumePossible() {
        try {
            Path folder = Files.createTempDirectory("tiny-disk");
            try {
                over(folder, 1L << 20).close();
            } finally {
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a copy of what is in the folder, and room for that much more. */
    public static TinyDisk overWithContents(Path folder, long more) {
        try (Stream<Path> files = Files.list(folder)) {
            long bytes = more;
            Path before = Files.createTempDirectory("before");
            for (Path file : files.toList()) {
                bytes += Math.ceilDiv(Files.size(file), BLOCK) * BLOCK;
            }
            need(List.of("cp", "--archive", "--no-target-directory", folder.toString(), before.toString()));
            TinyDisk disk = over(folder, bytes);
            need(List.of("cp", "--archive", "--no-target-directory", before.toString(), folder.toString()));
            need(List.of("rm", "-r", before.toString()));
            return disk;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void need(List<String> arguments) throws IOException {
        String result = command(arguments);
        if (!result.isEmpty()) {
            throw new IOException(result);
        }
    }

    /** Leaves that many bytes free, roughly. */
    public void fill(long leave) {
        byte[] block = new byte[BLOCK];
        try (OutputStream stream =
                Files.newOutputStream(folder.resolve("filler"), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (Files.getFileStore(folder).getUsableSpace() > leave) {
                stream.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            String result = command(List.of("umount", "--lazy", folder.toString()));
            if (!result.isEmpty()) {
                throw new IllegalStateException(result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its complaint; empty when it succeeded. */
    private static String command(List<String> arguments) throws IOException {
        Process process =
                new ProcessBuilder(arguments).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8).strip();
            int code = process.waitFor();
            return code == 0 ? "" : arguments.getFirst() + " ended with " + code + ": " + text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
