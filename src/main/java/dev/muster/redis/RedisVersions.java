package dev.muster.redis;

import java.util.Arrays;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Which versions of the snapshot format which Redis can load. */
final class RedisVersions {

    /** From that version of Redis on, major times 100 with minor. */
    private static final NavigableMap<Integer, Integer> NEWEST = new TreeMap<>();

    static {
        NEWEST.put(0, 6);
        NEWEST.put(302, 7);
        NEWEST.put(400, 8);
        NEWEST.put(500, 9);
        NEWEST.put(700, 10);
        NEWEST.put(702, 11);
        NEWEST.put(704, 12);
        NEWEST.put(806, 13);
        NEWEST.put(808, 14);
    }

    private static final int LAST_KNOWN = 808;

    private RedisVersions() {}

    /** Empty for a Redis that is newer than this list. */
    static Optional<Integer> newestReadable(String server) {
        int[] parts = parts(server);
        int release = parts[0] * 100 + parts[1];
        return release == 0 || release > LAST_KNOWN
                ? Optional.empty()
                : Optional.of(NEWEST.floorEntry(release).getValue());
    }

    /** Whether a version is the same as or newer than another: Redis loads what an older one wrote. */
    static boolean atLeast(String version, String other) {
        return Arrays.compare(parts(version), parts(other)) >= 0;
    }

    private static int[] parts(String version) {
        int[] parts = new int[3];
        String[] words = version.split("[.-]");
        for (int i = 0; i < Math.min(words.length, parts.length); i++) {
            parts[i] = words[i].matches("\\d{1,6}") ? Integer.parseInt(words[i]) : 0;
        }
        return parts;
    }
}
