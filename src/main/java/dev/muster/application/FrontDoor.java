package dev.muster.application;

import dev.muster.application.VerifyApplicationStep.Question;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the application over HTTP until it answers well or the time is up. */
final class FrontDoor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);
    private static final long PAUSE_MILLIS = 100;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /** What is wrong at the deadline, or nothing. */
    Optional<String> ask(Question question, long deadline, Runnable beforeEach) {
        HttpRequest request;
        try {
            HttpRequest.Builder builder =
                    HttpRequest.newBuilder(URI.create(question.address())).timeout(ONE_ANSWER);
            request = question.write()
                    ? builder.POST(HttpRequest.BodyPublishers.noBody()).build()
                    : builder.build();
        } catch (IllegalArgumentException e) {
            return Optional.of("it is no address: " + e.getMessage());
        }
        while (true) {
            beforeEach.run();
            try {
                String wrong = once(question, request);
                if (wrong.isEmpty()) {
                    return Optional.empty();
                }
                if (System.nanoTime() > deadline) {
                    return Optional.of(wrong);
                }
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("interrupted");
            }
        }
    }

    private String once(Question question, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<Void> response = client.send(request, HttpResponse.BodyHandlers.discarding());
            int status = response.statusCode();
            return status == 200 || (question.write() && status == 201) ? "" : "it answers " + status;
        } catch (IOException e) {
            return "no answer (" + e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage())
                    + ")";
        }
    }
}
