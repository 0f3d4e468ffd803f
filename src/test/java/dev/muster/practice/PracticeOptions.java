package dev.muster.practice;

import java.nio.file.Path;

/**
 * What {@code bin/run} was asked for.
 *
 * @param home where the estate is kept
 * @param port of the console; 0 for the one of last time, else 8080, else a free one
 */
record PracticeOptions(Path home, boolean fresh, int megabytes, int port) {

    static final String HELP = """
            bin/run [--fresh] [--size 100MB] [--port 8080] [--home target/practice]

              --fresh   throw the estate of last time away and start from an empty one
              --size    size of bdc_production when it is made: 50MB, 2GB; default 100MB
              --port    port of the console on 127.0.0.1
              --home    where the estate is kept between two starts
            """;

    /** @throws IllegalArgumentException with what is wrong, for people */
    static PracticeOptions parse(String... arguments) {
        PracticeOptions options =
                new PracticeOptions(Path.of("target", "practice").toAbsolutePath(), false, 100, 0);
        int at = 0;
        while (at < arguments.length) {
            String name = arguments[at++];
            if (name.equals("--fresh")) {
                options = new PracticeOptions(options.home, true, options.megabytes, options.port);
                continue;
            }
            int equals = name.indexOf('=');
            String key = equals < 0 ? name : name.substring(0, equals);
            if (!key.matches("--(size|port|home)")) {
                throw new IllegalArgumentException("Unknown option " + name);
            }
            if (equals < 0 && at == arguments.length) {
                throw new IllegalArgumentException(key + " needs a value");
            }
            options = options.with(key, equals < 0 ? arguments[at++] : name.substring(equals + 1));
        }
        return options;
    }

    private PracticeOptions with(String key, String value) {
        return switch (key) {
            case "--size" -> new PracticeOptions(home, fresh, megabytes(value), port);
            case "--port" -> new PracticeOptions(home, fresh, megabytes, port(value));
            default -> new PracticeOptions(Path.of(value).toAbsolutePath().normalize(), fresh, megabytes, port);
        };
    }

    private static int megabytes(String value) {
        if (!value.matches("(?i)[1-9]\\d{0,4}(MB?|GB?)")) {
            throw new IllegalArgumentException("--size " + value + " is not a size: write 100MB or 2GB");
        }
        int number = Integer.parseInt(value.replaceAll("\\D", ""));
        int megabytes =
                Character.toUpperCase(value.replaceAll("[\\dbB]", "").charAt(0)) == 'G' ? number * 1000 : number;
        if (megabytes > 100_000) {
            throw new IllegalArgumentException("--size " + value + " is more than 100GB");
        }
        return megabytes;
    }

    private static int port(String value) {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > 65_535) {
            throw new IllegalArgumentException("--port " + value + " is not a port: write a number from 1 to 65535");
        }
        return Integer.parseInt(value);
    }
}
