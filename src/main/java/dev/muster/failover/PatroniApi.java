package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Failover;
import dev.muster.plan.PlanException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API of one Patroni, as its members offer it. Nothing is taken for done because of an answer. */
class PatroniApi {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Of each answer's text. */
    private static final int MOST = 300;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Failover.Patroni patroni;
    private final HttpClient client;

    PatroniApi(Failover.Patroni patroni) {
        this.patroni = patroni;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        patroni.certificates().ifPresent(it -> builder.sslContext(Certificates.trusting(it)));
        client = builder.build();
    }

    /** What came of a request to change something. */
    sealed interface Answer {
        String words();
    }

    /** Patroni says that it is done. */
    record Agreed(String words) implements Answer {}

    /** Patroni says that it does not do it. */
    record Declined(String words) implements Answer {}

    /** Nobody knows: it did not answer in time, or says so itself. It may still happen. */
    record Unclear(String words) implements Answer {}

    /** @throws Refused when it does not answer, or not with a cluster */
    PatroniCluster cluster(Failover.Member member) {
        return PatroniCluster.of(get(member, "/cluster"));
    }

    /** The first that answers. */
    PatroniCluster cluster() {
        try {
            return cluster(patroni.primary());
        } catch (Refused first) {
            try {
                return cluster(patroni.standby());
            } catch (Refused second) {
                throw new Refused("No Patroni answers: " + first.getMessage() + "; " + second.getMessage(), second);
            }
        }
    }

    /** What a member says about its own server. */
    JsonNode member(Failover.Member member) {
        return get(member, "/patroni");
    }

    /** The settings of all. */
    PatroniSettings settings(Failover.Member member) {
        return PatroniSettings.of(get(member, "/config"));
    }

    /** @param leader as the request names it; empty for a failover, which names none */
    CompletableFuture<Answer> ask(
            Failover.Member asked, String what, Optional<String> leader, String candidate, Duration patience) {
        var body = JSON.createObjectNode();
        leader.ifPresent(it -> body.put("leader", it));
        body.put("candidate", candidate);
        HttpRequest.Builder request = request(asked, "/" + what, patience)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
        patroni.account().ifPresent(it -> request.header("Authorization", basic(it)));
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .handle((response, failure) -> failure == null ? answer(asked, response) : unanswered(asked, failure));
    }

    private static Answer answer(Failover.Member asked, HttpResponse<String> response) {
        int status = response.statusCode();
        String words = asked.name() + " answers " + status + ": " + shortened(response.body());
        return switch (status) {
            case 200, 202 -> new Agreed(words);
            case 401 -> new Declined("Patroni does not take the account of the plan; " + words);
            case 403 -> new Declined("Patroni does not let this console in; " + words);
            case 404 -> new Declined("there is no Patroni at " + asked.rest() + "; " + words);
            case 400, 412 -> new Declined("Patroni will not do it; " + words);
            // It is also what it says when it gave up waiting, and then it may happen yet.
            default -> new Unclear(words);
        };
    }

    private static Answer unanswered(Failover.Member asked, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String words = asked.name() + " at " + asked.rest() + " gave no answer ("
                + cause.getClass().getSimpleName() + ")";
        // Only who was never reached cannot have begun with it.
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? new Declined(words)
                : new Unclear(words);
    }

    private JsonNode get(Failover.Member member, String path) {
        HttpResponse<String> response;
        try {
            response = client.send(request(member, path, LOOK).GET().build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new Refused(
                    "Patroni " + member.name() + " at " + member.rest() + " does not answer ("
                            + e.getClass().getSimpleName() + ")",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refused("interrupted while asking Patroni", e);
        }
        // 503 of /patroni is a full answer, too: it says that the server is not there.
        if (response.statusCode() != 200 && response.statusCode() != 503) {
            throw new Refused("Patroni " + member.name() + " answers " + path + " with " + response.statusCode() + ": "
                    + shortened(response.body()));
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new Refused(
                    member.rest() + path + " answers " + response.statusCode() + " and no JSON: is Patroni there?", e);
        }
    }

    private static HttpRequest.Builder request(Failover.Member member, String path, Duration patience) {
        return HttpRequest.newBuilder(URI.create(member.rest() + path))
                .timeout(patience)
                .header("User-Agent", "muster");
    }

    private static String basic(Failover.Account account) {
        try {
            return "Basic "
                    + Base64.getEncoder()
                            .encodeToString(
                                    (account.user() + ":" + account.password().reveal())
                                            .getBytes(StandardCharsets.UTF_8));
        } catch (PlanException e) {
            throw new Refused(String.valueOf(e.getMessage()), e);
        }
    }

    private static String shortened(String body) {
        String line = body.strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "nothing" : line.length() > MOST ? line.substring(0, MOST) + "…" : line;
    }
}
