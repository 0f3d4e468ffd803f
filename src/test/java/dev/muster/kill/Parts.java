package dev.muster.kill;

import dev.muster.practice.PostgresCluster;
import dev.muster.practice.PracticeData;
import dev.muster.practice.PracticeEstate;
import dev.muster.practice.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The parts that procedures restore, with a mark in each by which it is known to be sound. */
final class Parts {

    static final String SOUND = "sound";
    /** How a part stands that is to be restored. */
    static final String WORN = "worn";

    private static final Map<String, List<String>> PARTS = Map.of(
            "restore-database", List.of("database"),
            "restore-application", List.of("directory"),
            "restore-files", List.of("directory"),
            "restore-redis", List.of("Redis"),
            "restore-configuration", List.of("configuration"),
            "restore-certificates", List.of("certificate"),
            "restore-full-system", List.of("database", "directory", "Redis", "configuration", "certificate"));

    private final PracticeEstate estate;

    Parts(PracticeEstate estate) {
        this.estate = estate;
    }

    /** What the procedure restores is worn from now on. */
    void wear(String procedure) throws IOException {
        for (String part : PARTS.getOrDefault(procedure, List.of())) {
            set(part, WORN);
        }
    }

    void mend(String procedure) throws IOException {
        for (String part : PARTS.getOrDefault(procedure, List.of())) {
            set(part, SOUND);
        }
    }

    void set(String part, String words) throws IOException {
        switch (part) {
            case "database" -> written().execute(PracticeData.DATABASE, "update state set words = '" + words + "'");
            case "Redis" -> {
                estate.redis().ask("SET", "state", words);
                estate.redis().ask("SAVE");
            }
            case "directory" -> Files.writeString(directory(), words);
            case "configuration" -> Files.writeString(estate.resolve("etc/app/state.conf"), words);
            case "certificate" -> {
                for (String file : List.of("chain.pem", "key.pem")) {
                    Files.write(
                            estate.resolve("tls").resolve(file),
                            Files.readAllBytes(estate.resolve("pair-" + words).resolve(file)));
                }
            }
            default -> throw new IllegalArgumentException(part);
        }
    }

    private String pair() throws IOException {
        for (String leaf : List.of(SOUND, WORN)) {
            Path folder = estate.resolve("pair-" + leaf);
            Path live = estate.resolve("tls");
            if (text(folder.resolve("chain.pem")).equals(text(live.resolve("chain.pem")))
                    && text(folder.resolve("key.pem")).equals(text(live.resolve("key.pem")))) {
                return leaf;
            }
        }
        return "a mixture";
    }

    /** The server that takes writes; a switchover changes which one. */
    PostgresCluster written() {
        return estate.primary().running() && !estate.primary().inRecovery() ? estate.primary() : estate.standby();
    }

    /**
     * Waits until every part stands as it must; the words of the last look say which does not.
     *
     * @param taken the procedure that was taken back; empty when none was
     */
    void stands(String taken) {
        List<String> wanting = new ArrayList<>();
        List<String> worn = PARTS.getOrDefault(taken, List.of());
        Waiting.until(Duration.ofSeconds(30), () -> "all but " + worn + " sound: " + wanting, () -> {
            wanting.clear();
            look(wanting, "database", () -> written().value(PracticeData.DATABASE, "select words from state"));
            look(wanting, "Redis", () -> estate.redis().ask("GET", "state").strip());
            look(wanting, "directory", () -> text(directory()));
            look(wanting, "configuration", () -> text(estate.resolve("etc/app/state.conf")));
            look(wanting, "certificate", this::pair);
            look(wanting, "BDC", () -> estate.application().get("/health").status() == 200 ? SOUND : "ill");
            look(
                    wanting,
                    "BDC, backup",
                    () -> estate.secondApplication().get("/health").status() == 200 ? SOUND : "ill");
            look(wanting, "a user's write", () -> written(estate.nginx().url() + "/users") == 201 ? SOUND : "refused");
            worn.forEach(it -> {
                if (!wanting.remove(it + " is " + WORN)) {
                    wanting.add(it + " is not as it was");
                }
            });
            return wanting.isEmpty();
        });
    }

    private static void look(List<String> wanting, String part, Callable<String> question) {
        try {
            String said = question.call();
            if (!said.equals(SOUND)) {
                wanting.add(part + " is " + said);
            }
        } catch (Exception e) {
            wanting.add(part + ": " + e.getMessage());
        }
    }

    private static int written(String url) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    /** The file in the application's directory. */
    Path directory() {
        return estate.application().program().directory().resolve("state.txt");
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
