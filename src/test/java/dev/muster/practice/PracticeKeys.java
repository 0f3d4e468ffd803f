package dev.muster.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What the practice Redis holds: keys of every kind in two databases, some of which expire. The same seed gives the same
 * keys.
 */
public record PracticeKeys(int sessions, long seed) {

    private static final int MONTH_SECONDS = 30 * 24 * 3_600;
    private static final int HOUR_SECONDS = 3_600;

    /** Throws away what was there, and has Redis write its snapshot. */
    public void fill(RedisProcess redis) {
        List<List<String>> commands = new ArrayList<>();
        commands.add(List.of("FLUSHALL"));
        Random random = new Random(seed);
        for (int i = 0; i < sessions; i++) {
            String user = String.valueOf(random.nextInt(10_000));
            commands.add(List.of("SET", "session:" + i, "user=" + user + " élève", "EX", "" + MONTH_SECONDS));
            commands.add(List.of("HSET", "profile:" + user, "visits", "" + random.nextInt(500), "language", "fr"));
            commands.add(List.of("ZADD", "scores", "" + random.nextInt(1_000), "user:" + user));
            commands.add(List.of("SADD", "online", user));
            commands.add(List.of("RPUSH", "mail:queue", "letter " + i));
            commands.add(List.of("XADD", "events", (i + 1) + "-0", "kind", "sign-in", "user", user));
            commands.add(List.of("PFADD", "visitors", user));
        }
        commands.add(List.of("SELECT", "1"));
        for (int i = 0; i < sessions; i++) {
            commands.add(List.of("SET", "page:" + i, "<p>" + random.nextLong() + "</p>", "EX", "" + HOUR_SECONDS));
        }
        commands.add(List.of("SAVE"));
        redis.ask(commands);
    }

    boolean in(RedisProcess redis) {
        return redis.ask("EXISTS", "scores").equals("1");
    }
}
