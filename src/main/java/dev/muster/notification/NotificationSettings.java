package dev.muster.notification;

import java.time.Duration;
import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The figures of sending.
 *
 * @param url where people reach the console, for links in messages; empty when it is not known
 * @param lease how long a console may keep a copy in its hands before another may look after it
 * @param connect how long a receiver may take to take the call
 * @param answer how long it may be silent after that
 * @param pauses before the second, the third … try; after the last one it is given up
 * @param lanes how many copies are on their way at the same time
 * @param unread how long a message that arrived may go without anybody's acknowledgement
 */
@Component
record NotificationSettings(
        String url,
        Duration lease,
        Duration connect,
        Duration answer,
        List<Duration> pauses,
        int lanes,
        Duration unread) {

    @Autowired
    NotificationSettings(@Value("${muster.url:}") String url) {
        this(
                url.endsWith("/") ? url.substring(0, url.length() - 1) : url,
                Duration.ofSeconds(60),
                Duration.ofSeconds(5),
                Duration.ofSeconds(15),
                List.of(
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(20)),
                8,
                Duration.ofMinutes(10));
    }
}
