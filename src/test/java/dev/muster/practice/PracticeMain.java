package dev.muster.practice;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** What {@code bin/run} starts: the whole practice estate with Muster, until Ctrl-C or TERM. */
public final class PracticeMain {

    private static final int USAGE = 2;

    private PracticeMain() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        PracticeOptions options;
        try {
            options = PracticeOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("bin/run: " + e.getMessage() + "\n\n" + PracticeOptions.HELP);
            System.exit(USAGE);
            return;
        }
        try {
            run(options);
        } catch (IllegalStateException e) {
            System.err.println("\n" + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(PracticeOptions options) throws IOException, InterruptedException {
        PracticeHome home = new PracticeHome(options.home());
        Path file = home.resolve(PracticeHome.LOCK);
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = lock(channel)) {
            if (lock == null) {
                throw new IllegalStateException("A practice estate is already running here: "
                        + Files.readString(file).strip()
                        + "\nStop it first: Ctrl-C in its terminal, or kill its process.");
            }
            // Through this very channel: closing any other one of the file would give the lock away
            String holder = "process " + ProcessHandle.current().pid() + " in " + home.path() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.UTF_8)));
            PracticeLauncher launcher = new PracticeLauncher(home, options);
            // The hook stops everything however this JVM is asked to end, in the middle of a start too
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "stop"));
            launcher.start();
            if (!launcher.watch()) {
                throw new IllegalStateException("The console does not stay up; see " + home.resolve("console.log"));
            }
            new CountDownLatch(1).await();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }
}
