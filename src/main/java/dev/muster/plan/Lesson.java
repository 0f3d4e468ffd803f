package dev.muster.plan;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** What an earlier incident taught. */
public record Lesson(
        String title,
        LocalDate date,
        Duration duration,
        String rootCause,
        String resolution,
        List<String> improvements) {}
