package dev.muster.proxy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks one address once. */
final class FrontDoor {

    private static final Duration ONE_ANSWER = Duration.ofSeconds(5);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * @param status 0 when there was no answer
     * @param upstream what nginx said about who answered; empty when it did not know the token, or is not asked
     * @param trouble why there was no answer
     */
    record Answer(int status, Optional<String> upstream, Optional<String> retryAfter, String trouble) {

        String words() {
            return status == 0 ? trouble : "it answers " + status;
        }
    }

    Answer ask(String address) {
        return ask(address, "");
    }

    Answer ask(String address, String token) {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(address)).timeout(ONE_ANSWER);
            if (!token.isEmpty()) {
                request.header(NginxFile.ASK, token);
            }
            HttpResponse<Void> response = client.send(request.build(), HttpResponse.BodyHandlers.discarding());
            return new Answer(
                    response.statusCode(),
                    response.headers().firstValue(NginxFile.ANSWERED),
                    response.headers().firstValue("Retry-After"),
                    "");
        } catch (IOException e) {
            return nothing("no answer (" + e.getClass().getSimpleName()
                    + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ")");
        } catch (IllegalArgumentException e) {
            return nothing("it is no address: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return nothing("interrupted");
        }
    }

    private static Answer nothing(String why) {
        return new Answer(0, Optional.empty(), Optional.empty(), why);
    }
}
