package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.plan.DnsEntry.Cloudflare;
import dev.muster.plan.PlanException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Records that Cloudflare keeps, by its API v4. */
@Component
class CloudflareDns implements DnsProvider {

    private static final String API = "https://api.cloudflare.com/client/v4";
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** A TTL of 1 stands for "automatic". */
    private static final Duration AUTOMATIC = Duration.ofMinutes(5);

    private static final Duration SOON = Duration.ofSeconds(5);
    /** How long it blocks whoever asks too often. */
    private static final Duration BLOCKED = Duration.ofMinutes(5);

    /** Fields that people set there. */
    private static final List<String> KNOWN = List.of("proxied", "comment", "tags", "settings");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Duration patience;

    CloudflareDns() {
        this(Duration.ofSeconds(4));
    }

    /** @param patience for one answer */
    CloudflareDns(Duration patience) {
        this.patience = patience;
    }

    @Override
    public boolean keeps(DnsEntry.Provider provider) {
        return provider instanceof Cloudflare;
    }

    @Override
    public DnsRecord read(DnsEntry entry, String name) {
        return record(entry, find(entry, name));
    }

    private JsonNode find(DnsEntry entry, String name) {
        String query = "?type=" + entry.type() + "&name.exact=" + URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "&per_page=100";
        JsonNode result = ask(entry, request(entry, records(entry) + query).GET());
        List<JsonNode> found = result.valueStream()
                .filter(it -> it.path("name").asString("").equalsIgnoreCase(name))
                .filter(it -> it.path("type").asString("").equals(entry.type().name()))
                .toList();
        if (found.size() != 1) {
            throw DnsTrouble.refused("The zone " + entry.zone() + " at Cloudflare has "
                    + (found.isEmpty() ? "no " : found.size() + " ") + entry.type() + " record"
                    + (found.size() > 1 ? "s " : " ")
                    + name + "; Muster changes exactly one and makes none");
        }
        return found.getFirst();
    }

    private static DnsRecord record(DnsEntry entry, JsonNode found) {
        int ttl = found.path("ttl").asInt(1);
        return new DnsRecord(
                found.get("name").asString().toLowerCase(java.util.Locale.ROOT),
                entry.type(),
                found.path("content").asString(""),
                ttl == 1 ? AUTOMATIC : Duration.ofSeconds(ttl),
                found.path("proxied").asBoolean(false),
                others(found));
    }

    /** All but the content and the moment of the last change, which each change moves. */
    private static String others(JsonNode found) {
        Map<String, JsonNode> fields = new TreeMap<>();
        found.propertyStream()
                .filter(it -> !it.getKey().equals("content") && !it.getKey().equals("modified_on"))
                .forEach(it -> fields.put(it.getKey(), it.getValue()));
        return JSON.valueToTree(fields).toString();
    }

    @Override
    public void change(DnsEntry entry, DnsRecord before, String content, Runnable guard) {
        JsonNode found = find(entry, before.name());
        DnsRecord now = record(entry, found);
        if (!now.is(before)) {
            throw DnsTrouble.changed("It is not what it was: " + now.instead(before));
        }
        String id = found.path("id").asString("");
        if (!id.matches("[0-9A-Za-z]{1,32}")) {
            throw DnsTrouble.refused(
                    "Cloudflare names the record " + before.name() + " in a way that Muster does not know");
        }
        HttpRequest.Builder patch = request(entry, records(entry) + "/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body(content)));
        guard.run();
        ask(entry, patch);
    }

    private static String body(String content) {
        return JSON.createObjectNode().put("content", content).toString();
    }

    @Override
    public String request(DnsEntry entry, DnsRecord before, String content) {
        return "PATCH " + records(entry) + "/(id of " + before.name() + ") " + body(content);
    }

    @Override
    public String kept(DnsRecord record) {
        JsonNode fields = JSON.readTree(record.others());
        return KNOWN.stream()
                .filter(it -> fields.has(it) && !fields.get(it).isNull() && !empty(fields.get(it)))
                .map(it -> it + " " + fields.get(it).toString().replace(",", ", "))
                .collect(Collectors.joining(", "));
    }

    private static boolean empty(JsonNode field) {
        return field.isContainer() && field.isEmpty();
    }

    @Override
    public String byHand(DnsEntry entry) {
        return "At dash.cloudflare.com, zone " + entry.zone() + ", DNS records";
    }

    private static String records(DnsEntry entry) {
        Cloudflare zone = (Cloudflare) entry.provider();
        return zone.api().orElse(API).replaceAll("/+$", "") + "/zones/" + zone.zoneId() + "/dns_records";
    }

    private HttpRequest.Builder request(DnsEntry entry, String address) {
        String token;
        try {
            token = ((Cloudflare) entry.provider()).token().reveal();
        } catch (PlanException e) {
            throw DnsTrouble.refused(String.valueOf(e.getMessage()));
        }
        if (!token.matches("[\\x21-\\x7e]+")) {
            // The client's own message would repeat it.
            throw DnsTrouble.refused("The token for " + entry.zone() + " has characters that no token has");
        }
        return HttpRequest.newBuilder(URI.create(address))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("User-Agent", "muster");
    }

    private JsonNode ask(DnsEntry entry, HttpRequest.Builder request) {
        HttpResponse<String> response;
        try {
            response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw DnsTrouble.later("Cloudflare does not answer (" + e.getClass().getSimpleName() + ")", SOON);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw DnsTrouble.later("the question to Cloudflare was interrupted", SOON);
        }
        int status = response.statusCode();
        if (status == 429) {
            throw DnsTrouble.later("Cloudflare takes no more requests for a while (429)", retryAfter(response));
        }
        if (status >= 500) {
            throw DnsTrouble.later("Cloudflare answers " + status, SOON);
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw DnsTrouble.later("Cloudflare answers " + status + " with no JSON", SOON);
        }
        if (status == 200 && answer.path("success").asBoolean(false)) {
            return answer.path("result");
        }
        throw DnsTrouble.refused(refusal(entry, status) + ": " + errors(answer));
    }

    private static String refusal(DnsEntry entry, int status) {
        return switch (status) {
            case 401, 403 -> "Cloudflare does not take the token for " + entry.zone() + " (" + status + ")";
            case 404 -> "Cloudflare has no zone or record at " + records(entry) + " (404)";
            default -> "Cloudflare refuses (" + status + ")";
        };
    }

    private static String errors(JsonNode answer) {
        String errors = answer.path("errors")
                .valueStream()
                .map(it ->
                        it.path("message").asString("") + " [" + it.path("code").asInt(0) + "]")
                .collect(Collectors.joining("; "));
        return errors.isEmpty() ? "no reason given" : errors;
    }

    private static Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(it -> it.matches("\\d{1,6}"))
                .map(it -> Duration.ofSeconds(Math.max(1, Long.parseLong(it))))
                .orElse(BLOCKED);
    }
}
