package dev.muster.notification;

import static dev.muster.incident.IncidentWorld.COMMANDER;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.muster.incident.IncidentId;
import dev.muster.incident.TimelineEntry;
import dev.muster.practice.Waiting;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A process that sends is killed at random moments; what counts is what the receivers counted. */
class KilledSenderTest {

    private static final int KILLS = Integer.getInteger("muster.kills", 4);
    private static final int MAILS = 12;
    private static final int POSTS = 12;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Set<DeliveryState> MOVING =
            EnumSet.of(DeliveryState.QUEUED, DeliveryState.SENDING, DeliveryState.RETRYING);

    @TempDir
    Path folder;

    private final long seed = Long.getLong("muster.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final MessageWorld world = MessageWorld.still();
    private final IncidentId incident = world.incidents.aDeclaredIncident();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void every_copy_is_counted_once_or_said_to_be_unknown_and_none_is_lost_or_doubled() throws Exception {
        world.slack.answersAfter(40);
        for (int kill = 0; kill < KILLS; kill++) {
            fill(kill);
            Process sender = started("killed-" + kill);
            long before = received();
            int moment = random.nextInt(MAILS + POSTS);
            Waiting.until(PATIENCE, "seed " + seed + ": " + moment + " are taken", () -> received() >= before + moment);
            pause(random.nextInt(60));
            sender.destroyForcibly().waitFor();
        }
        Process last = started("last");
        Waiting.until(PATIENCE, "seed " + seed + ": nothing moves any more", () -> world.copies(incident).stream()
                .noneMatch(it -> MOVING.contains(it.state())));
        last.destroyForcibly().waitFor();

        Map<String, Integer> counted = counted();
        Map<String, DeliveryState> stated = stated();
        long unknown =
                stated.values().stream().filter(DeliveryState.UNKNOWN::equals).count();
        System.out.println("seed " + seed + ": " + KILLS + " kills, " + stated.size() + " copies, " + counted.size()
                + " arrived, " + unknown + " stated unknown");
        assertThat(stated).as("seed " + seed).hasSize(KILLS * (MAILS + POSTS));
        stated.forEach((key, state) -> {
            int times = counted.getOrDefault(key, 0);
            assertThat(state).as("seed " + seed).isIn(DeliveryState.SENT, DeliveryState.UNKNOWN);
            assertThat(times)
                    .as("seed " + seed + ", copy " + key + " is " + state)
                    .isBetween(state == DeliveryState.SENT ? 1 : 0, 1);
        });
        assertThat(unknown).as("seed " + seed).isLessThanOrEqualTo(KILLS * 4L);
        assertThat(world.incidents.room(incident).timeline().stream()
                        .map(TimelineEntry::text)
                        .filter(it -> it.startsWith("Nobody knows whether"))
                        .count())
                .as("seed " + seed)
                .isEqualTo(unknown);
    }

    private void fill(int round) {
        List<String> recipients = new ArrayList<>();
        for (int i = 0; i < MAILS; i++) {
            recipients.add("person-" + round + "-" + i + "@company.com");
            world.messages().send(world.words(incident, "primary", "", "Post " + round + " " + i), COMMANDER);
        }
        world.messages()
                .send(
                        world.words(incident, "secondary", "Mail " + round, "Words", recipients.toArray(String[]::new)),
                        COMMANDER);
        // the sender has the machine's clock, this test another one
        world.execute("update message_delivery set next_at = now() where state = 'QUEUED'");
    }

    private Process started(String name) throws IOException {
        HikariDataSource database = world.database();
        Path log = folder.resolve(name + ".log");
        Process sender = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SenderProcess.class.getName(),
                        database.getJdbcUrl(),
                        database.getUsername(),
                        database.getPassword(),
                        MessageWorld.webhook(world.slack.webhook()).toString(),
                        String.valueOf(world.mails.port()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Waiting.until(PATIENCE, "the sender is ready", () -> {
            assertThat(sender.isAlive()).as(text(log)).isTrue();
            return text(log).contains("ready");
        });
        return sender;
    }

    private long received() {
        return (long) world.slack.received().size() + world.mails.received().size();
    }

    /** How often each copy's key came to a receiver. */
    private Map<String, Integer> counted() throws MessagingException {
        Map<String, Integer> counted = new HashMap<>();
        world.slack.received().forEach(it -> counted.merge(it.key(), 1, Integer::sum));
        for (MimeMessage mail : world.mails.received()) {
            counted.merge(mail.getHeader("X-Muster-Delivery")[0], 1, Integer::sum);
        }
        return counted;
    }

    private Map<String, DeliveryState> stated() {
        Map<String, DeliveryState> stated = new HashMap<>();
        JdbcClient.create(world.database())
                .sql("select delivery_key::text as copy, state from message_delivery")
                .query(row -> {
                    stated.put(row.getString("copy"), DeliveryState.valueOf(row.getString("state")));
                });
        return stated;
    }

    private static void pause(int millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
