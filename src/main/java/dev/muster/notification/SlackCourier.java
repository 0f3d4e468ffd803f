package dev.muster.notification;

import dev.muster.plan.Channel;
import dev.muster.plan.PlanException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

/** Posts to the incoming webhook of a Slack channel. Its address is a secret: no message of ours repeats it. */
@Component
class SlackCourier implements Courier {

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int ANSWER = 120;

    private final NotificationSettings settings;

    SlackCourier(NotificationSettings settings) {
        this.settings = settings;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.SLACK;
    }

    @Override
    public Optional<String> obstacle(Channel channel) {
        if (channel.webhook().reference().isEmpty()) {
            return Optional.of("The plan names no webhook for it. Add channels." + channel.key()
                    + ".webhook: ${env:NAME} or ${file:/path}.");
        }
        try {
            address(channel);
            return Optional.empty();
        } catch (PlanException e) {
            return Optional.of(String.valueOf(e.getMessage()) + ".");
        }
    }

    @Override
    public Outcome deliver(Letter letter, Channel channel, HandOver handOver) {
        URI address;
        try {
            address = address(channel);
        } catch (PlanException e) {
            return new Outcome.Rejected(String.valueOf(e.getMessage()) + ".");
        }
        // A client for each post: a connection kept from the last one may be dead, and a post on it would be unsure.
        try (HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(settings.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(http);
            requests.setReadTimeout(settings.answer());
            handOver.begins();
            return RestClient.builder()
                    .requestFactory(requests)
                    .build()
                    .post()
                    .uri(address)
                    .contentType(MediaType.APPLICATION_JSON)
                    .header("Idempotency-Key", letter.key().toString())
                    .body(Map.of("text", escaped(letter.text()), "mrkdwn", false, "link_names", false))
                    .exchangeForRequiredValue((request, response) -> outcome(response));
        } catch (ResourceAccessException e) {
            return failure(e);
        }
    }

    /**
     * Slack reads {@code <…>} as links and mentions and {@code &} as the start of an escape. A word joiner after the
     * at sign keeps what reads such words on its own from calling everybody.
     */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replaceAll("(?i)@(here|channel|everyone|group)", "@\u2060$1");
    }

    private static URI address(Channel channel) {
        try {
            URI address = new URI(channel.webhook().reveal());
            String host = address.getHost();
            if (host != null
                    && ("https".equals(address.getScheme())
                            || ("http".equals(address.getScheme()) && LOOPBACK.contains(host)))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // said below, without the address
        }
        throw new PlanException("The webhook of the channel " + channel.key() + " is no https address");
    }

    private static Outcome outcome(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        String answer = answer(response);
        return switch (status) {
            case 200 -> new Outcome.Arrived();
            case 429 -> new Outcome.TryAgain("Slack asks to wait (429).", retryAfter(response.getHeaders()));
            case 408, 425, 500, 503 ->
                new Outcome.TryAgain(
                        "Slack cannot take it now (" + status + answer + ").", retryAfter(response.getHeaders()));
            case 502, 504 -> new Outcome.Unsure("A server on the way to Slack gave no clear answer (" + status + ").");
            case 400 -> new Outcome.Rejected("Slack cannot read the message (400" + answer + ").");
            case 403 ->
                new Outcome.Rejected("Slack does not let this webhook post (403" + answer
                        + "): its token is wrong, or posting is restricted.");
            case 404 ->
                new Outcome.Rejected(
                        "Slack does not know this webhook (404" + answer + "): it was removed or mistyped.");
            case 410 -> new Outcome.Rejected("The Slack channel is archived or gone (410" + answer + ").");
            default -> new Outcome.Rejected("Slack answered " + status + answer + ".");
        };
    }

    private static String answer(ClientHttpResponse response) throws IOException {
        String text = new String(response.getBody().readNBytes(ANSWER), StandardCharsets.UTF_8)
                .replaceAll("[^A-Za-z0-9_ .-]", "")
                .strip();
        return text.isEmpty() ? "" : " " + text;
    }

    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(HttpHeaders.RETRY_AFTER))
                .filter(it -> it.matches("\\d{1,9}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .map(it -> it.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : it);
    }

    private static Outcome failure(ResourceAccessException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpConnectTimeoutException || cause instanceof ConnectException) {
                return new Outcome.TryAgain("Slack cannot be reached.", Optional.empty());
            }
            if (cause instanceof SSLHandshakeException) {
                return new Outcome.TryAgain("Slack's certificate cannot be trusted.", Optional.empty());
            }
        }
        return new Outcome.Unsure("Slack took the call and gave no answer.");
    }
}
