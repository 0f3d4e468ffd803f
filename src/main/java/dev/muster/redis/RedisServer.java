package dev.muster.redis;

import dev.muster.backup.RedisManifest;
import dev.muster.common.Refused;
import dev.muster.plan.Service;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running Redis says of itself. Each question is a connection of its own, so that a restart between two is no matter. */
record RedisServer(Service.Redis redis) {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    /** Redis notes saves by the kernel's coarse clock, which comes to a new second up to a tick later than the exact one. */
    private static final Duration COARSE = Duration.ofMillis(50);

    private static final Pattern KEYS = Pattern.compile("db(\\d+):keys=(\\d+),expires=(\\d+).*");

    /**
     * Its state at one moment.
     *
     * @param version such as {@code 7.0.15}
     */
    record State(String version, Map<String, String> told) {

        boolean loading() {
            return is("loading", "1");
        }

        boolean saving() {
            return is("rdb_bgsave_in_progress", "1");
        }

        /** Whether it writes a snapshot, or a log anew, before which a snapshot waits. */
        boolean busy() {
            return saving() || is("aof_rewrite_in_progress", "1");
        }

        boolean appendOnly() {
            return is("aof_enabled", "1");
        }

        boolean replica() {
            return is("role", "slave");
        }

        long lastSave() {
            return number("rdb_last_save_time").orElse(0);
        }

        /** How many keys came from the file when the server started, with those that had expired by then. */
        OptionalLong loaded() {
            OptionalLong keys = number("rdb_last_load_keys_loaded");
            OptionalLong expired = number("rdb_last_load_keys_expired");
            return keys.isPresent() && expired.isPresent()
                    ? OptionalLong.of(keys.getAsLong() + expired.getAsLong())
                    : OptionalLong.empty();
        }

        long expiredAtLoad() {
            return number("rdb_last_load_keys_expired").orElse(0);
        }

        long memory() {
            return number("used_memory").orElse(0);
        }

        /** Of each database that has any. */
        List<RedisManifest.Keys> keys() {
            List<RedisManifest.Keys> keys = new ArrayList<>();
            told.forEach((name, value) -> {
                Matcher line = KEYS.matcher(name + ":" + value);
                if (line.matches()) {
                    keys.add(new RedisManifest.Keys(
                            Integer.parseInt(line.group(1)),
                            Long.parseLong(line.group(2)),
                            Long.parseLong(line.group(3))));
                }
            });
            keys.sort(java.util.Comparator.comparingInt(RedisManifest.Keys::database));
            return keys;
        }

        private boolean is(String name, String value) {
            return value.equals(told.get(name));
        }

        private OptionalLong number(String name) {
            String text = told.getOrDefault(name, "");
            return text.matches("-?\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
    }

    /** @throws Refused when it does not answer or does not take the password */
    State state() {
        try (RedisConnection connection = RedisConnection.open(redis, PATIENCE)) {
            Map<String, String> told = new HashMap<>();
            for (String line : connection.ask("INFO").getFirst().split("\r\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    told.put(line.substring(0, colon), line.substring(colon + 1));
                }
            }
            return new State(told.getOrDefault("redis_version", ""), told);
        }
    }

    /** The second that the server notes what it does now under, or the one before. */
    long seconds() {
        try (RedisConnection connection = RedisConnection.open(redis, PATIENCE)) {
            return noted(connection.ask("TIME"));
        }
    }

    /** @param time seconds and microseconds of the server's exact clock */
    static long noted(List<String> time) {
        return Instant.ofEpochSecond(Long.parseLong(time.getFirst()))
                .plus(Long.parseLong(time.get(1)), ChronoUnit.MICROS)
                .minus(COARSE)
                .getEpochSecond();
    }

    /** @throws RedisConnection.Denied when another save or rewrite is under way */
    void save() {
        try (RedisConnection connection = RedisConnection.open(redis, PATIENCE)) {
            connection.ask("BGSAVE", "SCHEDULE");
        }
    }

    /** Where it writes its snapshot; empty where the account may not ask. */
    Optional<String> file() {
        return setting("dir")
                .flatMap(folder -> setting("dbfilename").map(name -> (folder + "/" + name).replace("//", "/")));
    }

    /** Empty where the account may not ask. */
    Optional<String> setting(String name) {
        try (RedisConnection connection = RedisConnection.open(redis, PATIENCE)) {
            List<String> answer = connection.ask("CONFIG", "GET", name);
            return answer.size() == 2 ? Optional.of(answer.get(1)) : Optional.empty();
        } catch (RedisConnection.Denied e) {
            return Optional.empty();
        }
    }
}
