package dev.muster.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.practice.Waiting;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RemoteFilesTest extends HostFilesContract {

    private static SshRig rig;

    @BeforeAll
    static void start() {
        rig = new SshRig();
    }

    @AfterAll
    static void end() {
        rig.close();
    }

    @Override
    Path emptyFolder() throws IOException {
        Path made = made(rig.server.folder());
        Files.setOwner(
                made, made.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(rig.server.user()));
        return made;
    }

    @Override
    HostFiles files() {
        return rig.files();
    }

    @Override
    String account() {
        return rig.server.user();
    }

    @Test
    void a_connection_that_is_cut_in_the_middle_of_an_upload_leaves_nothing() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountDownLatch cut = new CountDownLatch(1);
        InputStream slow = new InputStream() {
            private int given;

            @Override
            public int read() throws IOException {
                if (given++ == 1_000_000) {
                    half.countDown();
                    try {
                        cut.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
                return 1;
            }

            // Byte by byte, so that the middle is met
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                into[from] = (byte) read();
                return 1;
            }
        };
        Path file = folder.resolve("file");
        try (ExecutorService worker = Executors.newSingleThreadExecutor()) {
            Future<?> upload = worker.submit(() -> files.upload(slow, 2_000_000, file, PRIVATE));
            assertThat(half.await(20, TimeUnit.SECONDS)).isTrue();
            Waiting.until(Duration.ofSeconds(10), "the draft is there", () -> !draftsNow()
                    .isEmpty());
            rig.killSessions();
            Waiting.until(Duration.ofSeconds(10), "the draft is gone", () -> draftsNow()
                    .isEmpty());
            cut.countDown();
            assertThatThrownBy(() -> upload.get(60, TimeUnit.SECONDS))
                    .hasMessageContaining("The connection to app1")
                    .hasMessageContaining("was lost");
        }
        assertThat(files.facts(file)).isEmpty();
    }

    @Test
    void a_host_that_does_not_answer_is_named() {
        rig.server.stop();
        try {
            assertThatThrownBy(() -> files.facts(folder))
                    .isInstanceOf(HostException.class)
                    .hasMessageContaining(folder.toString())
                    .hasMessageContaining("app1 (127.0.0.1:")
                    .hasMessageContaining("cannot be reached");
        } finally {
            rig.server.start();
        }
    }

    private java.util.List<Path> draftsNow() {
        try {
            return drafts();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
