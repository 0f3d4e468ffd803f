package dev.muster.status;

import java.time.Duration;

/**
 * What one look brought back.
 *
 * @param evidence a short sentence for people, without any secret
 * @param took from the question to the answer
 */
record Answer(ServiceState state, String evidence, Duration took) {

    private static final int LONGEST = 400;

    Answer {
        evidence = evidence.length() > LONGEST ? evidence.substring(0, LONGEST - 1) + "…" : evidence;
    }
}
