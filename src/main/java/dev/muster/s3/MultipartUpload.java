package dev.muster.s3;

import dev.muster.backup.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Sends one large file in parts, several at once. What fails is aborted, so no half object stays and is billed. */
final class MultipartUpload {

    static final long PART = 16L * 1024 * 1024;
    private static final int LARGEST_COUNT = 10_000;
    private static final int AT_ONCE = 4;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Path file;
    private final long size;

    MultipartUpload(S3Client client, String bucket, String key, Path file, long size) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.file = file;
        this.size = size;
    }

    void run() {
        String upload =
                client.createMultipartUpload(it -> it.bucket(bucket).key(key)).uploadId();
        boolean complete = false;
        try {
            List<CompletedPart> parts = sendAll(upload);
            client.completeMultipartUpload(
                    it -> it.bucket(bucket).key(key).uploadId(upload).multipartUpload(u -> u.parts(parts)));
            complete = true;
        } finally {
            if (!complete) {
                abort(upload);
            }
        }
    }

    private List<CompletedPart> sendAll(String upload) {
        // S3 allows ten thousand parts: a very large file gets larger ones.
        long part = Math.max(PART, Math.ceilDiv(size, LARGEST_COUNT));
        List<CompletedPart> parts = new ArrayList<>();
        try (ExecutorService workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("upload-", 0).factory())) {
            List<Future<CompletedPart>> pending = new ArrayList<>();
            for (long from = 0; from < size; from += part) {
                int number = pending.size() + 1;
                long start = from;
                long length = Math.min(part, size - from);
                pending.add(workers.submit(() -> send(upload, number, start, length)));
            }
            try {
                for (Future<CompletedPart> future : pending) {
                    parts.add(future.get());
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                if (e.getCause() instanceof SdkException cause) {
                    throw cause;
                }
                throw new StorageException(key + " could not be sent: " + e.getCause(), e);
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StorageException("interrupted while sending " + key, e);
            }
        }
        return parts;
    }

    private CompletedPart send(String upload, int number, long start, long length) {
        RequestBody body =
                RequestBody.fromContentProvider(() -> slice(start, length), length, "application/octet-stream");
        String tag = client.uploadPart(
                        it -> it.bucket(bucket)
                                .key(key)
                                .uploadId(upload)
                                .partNumber(number)
                                .contentLength(length),
                        body)
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(tag).build();
    }

    private InputStream slice(long start, long length) {
        try {
            SeekableByteChannel channel = Files.newByteChannel(file).position(start);
            return new BoundedStream(Channels.newInputStream(channel), length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void abort(String upload) {
        try {
            client.abortMultipartUpload(it -> it.bucket(bucket).key(key).uploadId(upload));
        } catch (SdkException e) {
            // The failure that led here is the one to report; the bucket's own rule removes stale parts.
        }
    }
}
