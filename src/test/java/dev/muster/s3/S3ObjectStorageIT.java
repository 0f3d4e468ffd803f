package dev.muster.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.backup.StorageException;
import dev.muster.plan.Secret;
import dev.muster.plan.Storage;
import dev.muster.practice.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/** Objects of several parts and ranges, on a real S3 server. */
class S3ObjectStorageIT {

    private static final int SIZE = 40 * 1024 * 1024;
    private static final String KEY = "bdc/1/large.dat";

    @TempDir
    Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private ObjectStore store;
    private Storage storage;
    private S3Client plain;
    private Path file;

    @BeforeEach
    void a_store_and_a_large_file() throws IOException {
        store = ObjectStore.started(folder.resolve("s3"), 0, "s3-secret-value");
        storage = new Storage(
                "s3",
                "S3",
                Optional.of(store.endpoint()),
                "us-east-1",
                ObjectStore.BUCKET,
                "off-site/",
                true,
                secret("key", ObjectStore.ACCESS_KEY),
                secret("secret", "s3-secret-value"));
        plain = S3Storages.patient(storage).build();
        file = random("large.dat", 1);
    }

    @AfterEach
    void stop() {
        plain.close();
        store.close();
    }

    @Test
    void a_large_file_goes_up_in_parts_and_comes_back_in_ranges_byte_for_byte() throws Exception {
        S3ObjectStorage objects = storage(new Counting());
        objects.put(KEY, file);
        assertThat(requests.getAndSet(0)).isEqualTo(3);
        assertThat(objects.list("bdc/"))
                .extracting(it -> it.key() + " " + it.size())
                .containsExactly(KEY + " " + SIZE);

        Path fetched = folder.resolve("fetched");
        assertThat(objects.fetch(KEY, SIZE, fetched)).isEqualTo(hash(file));
        assertThat(requests.get()).isEqualTo(5);
        assertThat(Files.mismatch(file, fetched)).isEqualTo(-1);
        assertThat(openUploads()).isZero();
        assertThatThrownBy(() -> objects.fetch(KEY, SIZE - 1, fetched)).hasMessageContaining("not the size");
    }

    @Test
    void an_object_that_is_replaced_between_two_ranges_is_noticed() throws Exception {
        Path other = random("other.dat", 2);
        S3ObjectStorage objects = storage(new ExecutionInterceptor() {
            @Override
            public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof GetObjectRequest && requests.incrementAndGet() == 3) {
                    storage(new Counting()).put(KEY, other);
                }
            }
        });
        storage(new Counting()).put(KEY, file);
        requests.set(0);
        assertThatThrownBy(() -> objects.fetch(KEY, SIZE, folder.resolve("fetched")))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("412 (the object changed while it was read)");
    }

    @Test
    void an_upload_that_fails_leaves_neither_an_object_nor_an_open_upload() {
        S3ObjectStorage objects = storage(new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (context.request() instanceof UploadPartRequest part && part.partNumber() == 2) {
                    requests.set(openUploads());
                    throw SdkClientException.create("the line is cut");
                }
            }
        });
        assertThatThrownBy(() -> objects.put(KEY, file))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("cannot store " + KEY + ": the line is cut");
        assertThat(requests.get()).as("uploads that were open meanwhile").isOne();
        assertThat(openUploads()).isZero();
        assertThat(objects.list("bdc/")).isEmpty();
    }

    /** Counts the parts that go up and the ranges that come down. */
    private final class Counting implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof UploadPartRequest || context.request() instanceof GetObjectRequest) {
                requests.incrementAndGet();
            }
        }
    }

    private S3ObjectStorage storage(ExecutionInterceptor interceptor) {
        return new S3ObjectStorage(
                S3Storages.patient(storage)
                        .overrideConfiguration(it -> it.addExecutionInterceptor(interceptor))
                        .build(),
                storage);
    }

    private int openUploads() {
        return plain.listMultipartUploads(it -> it.bucket(ObjectStore.BUCKET))
                .uploads()
                .size();
    }

    private Path random(String name, long seed) throws IOException {
        byte[] bytes = new byte[SIZE];
        new Random(seed).nextBytes(bytes);
        return Files.write(folder.resolve(name), bytes);
    }

    private Secret secret(String name, String value) throws IOException {
        return new Secret("${file:" + Files.writeString(folder.resolve(name), value) + "}");
    }

    private static String hash(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }
}
