package dev.muster.practice;

import java.security.SecureRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes passwords that can be read aloud and typed: no letters that look alike. */
final class Passwords {

    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Passwords() {}

    static String random() {
        return IntStream.range(0, 4).mapToObj(it -> group()).collect(Collectors.joining("-"));
    }

    private static String group() {
        return RANDOM.ints(4, 0, LETTERS.length())
                .mapToObj(it -> String.valueOf(LETTERS.charAt(it)))
                .collect(Collectors.joining());
    }
}
