package dev.muster.s3;

import dev.muster.backup.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Fetches one object by ranges, several at once, into their places in the file. The hash follows behind, in order,
 * while later ranges still arrive; it reads what was just written, so no range is held in memory.
 */
final class RangedDownload {

    static final long RANGE = 8L * 1024 * 1024;
    private static final int AT_ONCE = 4;
    private static final int TRIES = 3;
    private static final int BUFFER = 256 * 1024;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final long size;
    private final Path file;

    RangedDownload(S3Client client, String bucket, String key, long size, Path file) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.size = size;
        this.file = file;
    }

    String run() {
        try (FileChannel channel = FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            return size <= RANGE ? whole(channel) : ranges(channel);
        } catch (IOException e) {
            throw new StorageException(
                    key + " could not be written to " + file.getFileName() + ": " + e.getMessage(), e);
        }
    }

    private String whole(FileChannel channel) throws IOException {
        range(channel, 0, size, null, false);
        return HexFormat.of().formatHex(hash(channel, 0, size, sha256()).digest());
    }

    private String ranges(FileChannel channel) throws IOException {
        var head = client.headObject(it -> it.bucket(bucket).key(key));
        if (head.contentLength() != size) {
            throw wrongSize(head.contentLength());
        }
        MessageDigest digest = sha256();
        try (ExecutorService workers = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofPlatform().name("fetch-", 0).factory())) {
            List<Future<Long>> pending = new ArrayList<>();
            for (long from = 0; from < size; from += RANGE) {
                long start = from;
                pending.add(
                        workers.submit(() -> range(channel, start, Math.min(RANGE, size - start), head.eTag(), true)));
            }
            try {
                long from = 0;
                for (Future<Long> future : pending) {
                    long length = future.get();
                    hash(channel, from, length, digest);
                    from += length;
                }
            } catch (ExecutionException e) {
                workers.shutdownNow();
                throw asRuntime(e);
            } catch (InterruptedException e) {
                workers.shutdownNow();
                Thread.currentThread().interrupt();
                throw new StorageException("interrupted while fetching " + key, e);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private long range(FileChannel channel, long start, long length, @Nullable String tag, boolean part)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (ResponseInputStream<GetObjectResponse> stream = client.getObject(it -> {
                it.bucket(bucket).key(key);
                if (part) {
                    // The tag holds all ranges to one version of the object.
                    it.range("bytes=" + start + "-" + (start + length - 1)).ifMatch(tag);
                }
            })) {
                Long announced = stream.response().contentLength();
                if (!part && announced != null && announced != size) {
                    stream.abort();
                    throw wrongSize(announced);
                }
                copy(channel, stream, start, length);
                return length;
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new StorageException(
                            key + " was cut short at byte " + start + ", " + TRIES + " times: " + e.getMessage(), e);
                }
            }
        }
    }

    private void copy(FileChannel channel, ResponseInputStream<GetObjectResponse> stream, long start, long length)
            throws IOException {
        byte[] buffer = new byte[(int) Math.min(BUFFER, Math.max(1, length))];
        long done = 0;
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            if (done + count > length) {
                stream.abort();
                throw wrongSize(start + done + count);
            }
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                done += write(channel, bytes, start + done);
            }
        }
        if (done != length) {
            throw new IOException("got " + done + " of " + length + " bytes");
        }
    }

    /** A full disk is no weak line: it is not tried again. */
    private int write(FileChannel channel, ByteBuffer bytes, long at) {
        try {
            return channel.write(bytes, at);
        } catch (IOException e) {
            throw new StorageException(key + " cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private static MessageDigest hash(FileChannel channel, long start, long length, MessageDigest digest)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long at = start;
        while (at < start + length) {
            buffer.clear().limit((int) Math.min(BUFFER, start + length - at));
            int count = channel.read(buffer, at);
            if (count < 0) {
                throw new IOException("the file ends at " + at);
            }
            digest.update(buffer.flip());
            at += count;
        }
        return digest;
    }

    private StorageException wrongSize(long found) {
        return new StorageException(
                key + " has not the size that its manifest says: " + found + " bytes instead of " + size);
    }

    private RuntimeException asRuntime(ExecutionException e) {
        return switch (e.getCause()) {
            case StorageException cause -> cause;
            case SdkException cause -> cause;
            case null, default -> new StorageException(key + " could not be fetched: " + e.getCause(), e);
        };
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
