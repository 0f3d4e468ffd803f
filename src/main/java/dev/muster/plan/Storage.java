package dev.muster.plan;

import java.util.Optional;

/**
 * A bucket in object storage.
 *
 * @param endpoint the address of an S3-compatible server; empty for Amazon's own
 * @param prefix goes before every key; empty or ending in a slash
 * @param pathStyle whether the bucket stands in the path instead of the host name
 */
public record Storage(
        String key,
        String title,
        Optional<String> endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        Secret accessKey,
        Secret secretKey) {}
