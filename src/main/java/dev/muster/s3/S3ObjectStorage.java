package dev.muster.s3;

import dev.muster.backup.ObjectStorage;
import dev.muster.backup.StorageException;
import dev.muster.common.Refused;
import dev.muster.plan.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A bucket behind the S3 protocol. */
final class S3ObjectStorage implements ObjectStorage {

    private static final int DELETE_AT_ONCE = 500;

    private final S3Client client;
    private final Storage storage;

    S3ObjectStorage(S3Client client, Storage storage) {
        this.client = client;
        this.storage = storage;
    }

    @Override
    public void put(String key, Path file) {
        asking("store", key, () -> {
            long size = size(file);
            if (size <= MultipartUpload.PART) {
                client.putObject(it -> it.bucket(storage.bucket()).key(full(key)), RequestBody.fromFile(file));
            } else {
                new MultipartUpload(client, storage.bucket(), full(key), file, size).run();
            }
            return key;
        });
    }

    @Override
    public void put(String key, byte[] content) {
        asking(
                "store",
                key,
                () -> client.putObject(
                        it -> it.bucket(storage.bucket()).key(full(key)), RequestBody.fromBytes(content)));
    }

    @Override
    public String fetch(String key, long expectedSize, Path file) {
        return asking(
                "fetch", key, () -> new RangedDownload(client, storage.bucket(), full(key), expectedSize, file).run());
    }

    @Override
    public byte[] read(String key, int limit) {
        return asking("read", key, () -> {
            try (ResponseInputStream<GetObjectResponse> stream =
                    client.getObject(it -> it.bucket(storage.bucket()).key(full(key)))) {
                byte[] content = stream.readNBytes(limit + 1);
                if (content.length > limit) {
                    stream.abort();
                    throw new StorageException("Storage " + storage.key() + ": " + key + " is larger than " + limit
                            + " bytes, which it must not be");
                }
                Long length = stream.response().contentLength();
                if (length != null && length != content.length) {
                    throw new StorageException("Storage " + storage.key() + ": " + key + " was cut short: "
                            + content.length + " of " + length + " bytes");
                }
                return content;
            } catch (IOException e) {
                throw new StorageException(
                        "Storage " + storage.key() + ": " + key + " was cut short: " + e.getMessage(), e);
            }
        });
    }

    @Override
    public List<Entry> list(String prefix) {
        String before = full(prefix);
        return asking("list", prefix, () -> {
            List<Entry> entries = new ArrayList<>();
            client.listObjectsV2Paginator(it -> it.bucket(storage.bucket()).prefix(before))
                    .contents()
                    .forEach(it -> entries.add(
                            new Entry(it.key().substring(storage.prefix().length()), it.size())));
            return entries;
        });
    }

    @Override
    public void delete(List<String> keys) {
        for (int from = 0; from < keys.size(); from += DELETE_AT_ONCE) {
            List<ObjectIdentifier> part = keys.subList(from, Math.min(keys.size(), from + DELETE_AT_ONCE)).stream()
                    .map(it -> ObjectIdentifier.builder().key(full(it)).build())
                    .toList();
            DeleteObjectsResponse response = asking(
                    "delete",
                    keys.get(from),
                    () -> client.deleteObjects(it -> it.bucket(storage.bucket()).delete(d -> d.objects(part))));
            if (response.hasErrors() && !response.errors().isEmpty()) {
                throw new StorageException("Storage " + storage.key() + ": "
                        + response.errors().getFirst().key() + " could not be deleted: "
                        + response.errors().getFirst().message());
            }
        }
    }

    private String full(String key) {
        return storage.prefix() + key;
    }

    private <T> T asking(String verb, String key, Supplier<T> request) {
        String what = "Storage " + storage.key() + " (bucket " + storage.bucket()
                + storage.endpoint().map(" at "::concat).orElse("") + "): cannot " + verb + " " + key;
        try {
            return request.get();
        } catch (NoSuchKeyException e) {
            throw new StorageException(what + ": it is not there", e);
        } catch (S3Exception e) {
            throw new StorageException(what + ": the server answers " + e.statusCode() + " " + explain(e), e);
        } catch (SdkException e) {
            throw new StorageException(what + ": " + explain(e), e);
        } catch (StorageException e) {
            throw e;
        } catch (Refused e) {
            throw new StorageException(what + ": " + e.getMessage(), e);
        }
    }

    private static String explain(S3Exception e) {
        return switch (e.statusCode()) {
            case 403 -> "(the keys are not accepted, or may not do this)";
            case 404 -> "(no such bucket or object)";
            case 412 -> "(the object changed while it was read)";
            default ->
                String.valueOf(
                        e.awsErrorDetails() == null
                                ? e.getMessage()
                                : e.awsErrorDetails().errorMessage());
        };
    }

    /** The SDK wraps "connection refused" three times; who reads it wants the innermost words. */
    private static String explain(SdkException e) {
        if (e instanceof ApiCallTimeoutException) {
            return "no answer in time";
        }
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof IOException ? "no answer: " + cause.getMessage() : String.valueOf(e.getMessage());
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new StorageException("The file " + file.getFileName() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
