package dev.muster.s3;

import dev.muster.backup.ObjectStorage;
import dev.muster.backup.Storages;
import dev.muster.plan.Storage;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens S3 buckets; one client per storage of the plan. */
@Component
class S3Storages implements Storages, DisposableBean {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);
    private static final int ATTEMPTS = 3;
    private static final Duration GLANCE_CONNECT = Duration.ofSeconds(2);
    private static final Duration GLANCE = Duration.ofSeconds(4);

    private final Map<Storage, S3Client> clients = new ConcurrentHashMap<>();
    private final Map<Storage, S3Client> hasty = new ConcurrentHashMap<>();

    @Override
    public ObjectStorage open(Storage storage) {
        return new S3ObjectStorage(
                clients.computeIfAbsent(storage, it -> patient(it).build()), storage);
    }

    @Override
    public ObjectStorage glance(Storage storage) {
        return new S3ObjectStorage(
                hasty.computeIfAbsent(storage, it -> hasty(it).build()), storage);
    }

    @Override
    public void destroy() {
        clients.values().forEach(S3Client::close);
        hasty.values().forEach(S3Client::close);
    }

    static S3ClientBuilder patient(Storage storage) {
        return builder(storage, CONNECT, SILENCE).overrideConfiguration(it -> it.retryStrategy(attempts(ATTEMPTS)));
    }

    private static S3ClientBuilder hasty(Storage storage) {
        return builder(storage, GLANCE_CONNECT, GLANCE)
                .overrideConfiguration(it -> it.retryStrategy(attempts(1)).apiCallTimeout(GLANCE));
    }

    private static RetryStrategy attempts(int most) {
        return AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(most)
                .build();
    }

    private static S3ClientBuilder builder(Storage storage, Duration connect, Duration silence) {
        S3ClientBuilder builder = S3Client.builder()
                .region(Region.of(storage.region().isEmpty() ? "us-east-1" : storage.region()))
                .credentialsProvider(credentials(storage))
                .forcePathStyle(storage.pathStyle())
                // Newer checksums are not known to every S3-compatible server; the manifest carries SHA-256 anyway.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(connect)
                        .socketTimeout(silence)
                        .build());
        storage.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        return builder;
    }

    /** Reads the secret each time it is needed: a rotated key needs no restart. */
    private static AwsCredentialsProvider credentials(Storage storage) {
        if (storage.accessKey().reference().isEmpty()) {
            return DefaultCredentialsProvider.builder().build();
        }
        return () -> AwsBasicCredentials.create(
                storage.accessKey().reveal(), storage.secretKey().reveal());
    }
}
