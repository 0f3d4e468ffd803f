package dev.muster.bench;

import dev.muster.practice.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Object storage as a script uses it: one stream for an object, nothing checked. */
final class PlainStore implements AutoCloseable {

    private static final int FETCHED_AT_ONCE = 4;

    private final S3Client s3;

    PlainStore(String endpoint, String secretKey) {
        s3 = S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.create())
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ObjectStore.ACCESS_KEY, secretKey)))
                .build();
    }

    void put(String key, Path file) {
        s3.putObject(it -> it.bucket(ObjectStore.BUCKET).key(key), RequestBody.fromFile(file));
    }

    long fetch(String key, Path file) throws IOException {
        try (InputStream in = s3.getObject(it -> it.bucket(ObjectStore.BUCKET).key(key))) {
            return Files.copy(in, file);
        }
    }

    void putAll(String prefix, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(it -> put(prefix + it.getFileName(), it));
        }
    }

    /** Fetches what lies below the prefix into the folder, flat. */
    void fetchAll(String prefix, Path folder) throws Exception {
        Files.createDirectories(folder);
        try (ExecutorService workers = Executors.newFixedThreadPool(FETCHED_AT_ONCE)) {
            List<Callable<Long>> files = keys(prefix).stream()
                    .map(key ->
                            (Callable<Long>) () -> fetch(key, folder.resolve(key.substring(key.lastIndexOf('/') + 1))))
                    .toList();
            for (Future<Long> file : workers.invokeAll(files)) {
                file.get();
            }
        }
    }

    List<String> keys(String prefix) {
        return s3.listObjectsV2Paginator(it -> it.bucket(ObjectStore.BUCKET).prefix(prefix)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    @Override
    public void close() {
        s3.close();
    }
}
