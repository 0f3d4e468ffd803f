package dev.muster.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.slf4j.LoggerFactory;

/** An S3 server on loopback whose objects are files: a bucket is a folder. Closing it keeps them. */
public final class ObjectStore implements AutoCloseable {

    public static final String BUCKET = "bdc-backups";
    /** No word of a path: what is a secret is covered in every log, wherever it stands. */
    public static final String ACCESS_KEY = "PRACTICEKEY42";

    private final S3Proxy server;
    private final Path directory;
    private final String secretKey;

    private ObjectStore(S3Proxy server, Path directory, String secretKey) {
        this.server = server;
        this.directory = directory;
        this.secretKey = secretKey;
    }

    /**
     * Starts one in this JVM.
     *
     * @param port 0 for a free one
     */
    public static ObjectStore started(Path directory, int port, String secretKey) {
        try {
            Files.createDirectories(directory.resolve(BUCKET));
            S3Proxy server = S3Proxy.builder()
                    .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                    .endpoint(URI.create("http://127.0.0.1:" + port))
                    .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, secretKey)
                    .build();
            server.start();
            return new ObjectStore(server, directory, secretKey);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException("The object store did not start: " + e.getMessage(), e);
        }
    }

    /** A process of its own: folder, port, and the file with the secret key. */
    public static void main(String[] arguments) throws IOException {
        quiet();
        Path directory = Path.of(arguments[0]);
        ObjectStore store = started(
                directory,
                Integer.parseInt(arguments[1]),
                Files.readString(Path.of(arguments[2])).strip());
        Runtime.getRuntime().addShutdownHook(new Thread(store::close));
        System.out.println("The object store listens on " + store.endpoint());
    }

    public String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public String secretKey() {
        return secretKey;
    }

    /** The file that holds an object of the bucket: tests damage it there. */
    public Path file(String key) {
        return directory.resolve(BUCKET).resolve(key);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("The object store did not stop", e);
        }
    }

    private static void quiet() {
        if (LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME) instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(ch.qos.logback.classic.Level.WARN);
        }
    }
}
