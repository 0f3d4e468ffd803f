package dev.muster.practice;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What of the estate a plan speaks of.
 *
 * @param second the application that answers when the first does not
 * @param storeSecret the file with the secret key of the object store
 */
public record PracticeParts(
        PostgresCluster primary,
        Optional<? extends PostgresCluster> standby,
        BdcProcess bdc,
        Optional<BdcProcess> second,
        Optional<RedisProcess> redis,
        Optional<NginxProcess> nginx,
        String storeEndpoint,
        Path storeSecret) {}
