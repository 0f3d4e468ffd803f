package dev.muster.redis;

import dev.muster.backup.RedisManifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The keys of a manifest beside those of a server that has loaded it.
 *
 * @param wrong what is missing that must not be; empty when nothing is
 * @param lines one for each database
 */
record KeyCount(Optional<String> wrong, String summary, List<String> lines) {

    static KeyCount of(RedisManifest manifest, RedisServer.State state) {
        Map<Integer, RedisManifest.Keys> now =
                state.keys().stream().collect(Collectors.toMap(RedisManifest.Keys::database, Function.identity()));
        List<String> lines = new ArrayList<>();
        Optional<String> missing = Optional.empty();
        long gone = 0;
        for (RedisManifest.Keys then : manifest.keys()) {
            long keys = Optional.ofNullable(now.get(then.database()))
                    .map(RedisManifest.Keys::keys)
                    .orElse(0L);
            long lost = Math.max(0, then.keys() - keys);
            String line = "database " + then.database() + ": " + keys + " keys, the manifest has " + then.keys() + ", "
                    + then.expiring() + " of which expire";
            lines.add(line);
            gone += lost;
            if (lost > then.expiring() && missing.isEmpty()) {
                missing = Optional.of("There are keys missing: " + line);
            }
        }
        OptionalLong loaded = state.loaded();
        if (loaded.isPresent()) {
            // Exact, whatever the application has written or taken away since
            missing = loaded.getAsLong() == manifest.count()
                    ? Optional.empty()
                    : Optional.of("Redis loaded " + loaded.getAsLong() + " keys, the manifest has " + manifest.count());
            gone = state.expiredAtLoad();
        }
        return new KeyCount(
                missing,
                manifest.countWords() + " as in the manifest"
                        + (gone == 0 ? "" : "; " + gone + " of them had expired by now"),
                List.copyOf(lines));
    }
}
