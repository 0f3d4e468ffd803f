package dev.muster.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tab without a browser: signs in, opens a page and keeps its two connections, message by message as the browser's
 * own scripts do it, but draws nothing. So two hundred of them fit where four browsers fill the machine.
 */
final class RoomClient implements AutoCloseable {

    private static final Duration BEAT = Duration.ofSeconds(4);
    private static final Pattern TABS = Pattern.compile("\"node\":(\\d+),[^{}]*\"value\":\"vaadin-tabs\"");
    private static final Pattern TICKET = Pattern.compile("\"(room-[0-9a-f]{32})\"");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private final String address;
    private final HttpClient http;
    private @Nullable WebSocket push;
    private @Nullable WebSocket stream;
    private @Nullable Thread pulse;

    private RoomClient(String address) {
        this.address = address;
        this.http = HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(Duration.ofSeconds(20))
                .build();
    }

    /** Somebody who has just signed in. */
    static RoomClient signedIn(String address, String login, String password) throws IOException, InterruptedException {
        RoomClient client = new RoomClient(address);
        String csrf = found(CSRF, client.get("/login"));
        client.post(
                "/login",
                "application/x-www-form-urlencoded",
                "username=" + encoded(login) + "&password=" + encoded(password) + "&_csrf=" + encoded(csrf));
        return client;
    }

    /** Another tab of the same person at the same browser. */
    RoomClient tab() {
        return new RoomClient(address, http);
    }

    private RoomClient(String address, HttpClient http) {
        this.address = address;
        this.http = http;
    }

    /** Opens the page in this tab and listens. */
    void open(String path, Consumer<String> heard) throws IOException, InterruptedException {
        String route = path.substring(1);
        String init = get("/?v-r=init&location=" + encoded(route) + "&query=");
        String ui = found(Pattern.compile("\"v-uiId\":(\\d+)"), init);
        String key = found(Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\""), init);
        String pushId = found(Pattern.compile("\"Vaadin-Push-ID\":\"([^\"]+)\""), init);
        String page = act(ui, """
            {"csrfToken":"%s","rpc":[{"type":"event","node":1,"event":"ui-navigate","data":{"route":"%s","query":"",\
            "appShellTitle":"","historyState":{"idx":0},"trigger":""}}],"syncId":0,"clientId":0}\
            """.formatted(key, path));
        // As a browser does once it has drawn the tabs. From then on the server no more keeps the page's own answer.
        act(ui, """
            {"csrfToken":"%s","rpc":[{"type":"event","node":%s,"event":"selected-changed","data":{}}],"syncId":1,\
            "clientId":1}\
            """.formatted(key, found(TABS, page)));
        push = listen(
                "/VAADIN/push?v-r=push&v-uiId=" + ui + "&v-pushId=" + pushId
                        + "&X-Atmosphere-tracking-id=0&X-Atmosphere-Framework=4.0.1"
                        + "&X-Atmosphere-Transport=websocket&X-Atmosphere-TrackMessageSize=true"
                        + "&Content-Type=application/json;%20charset=UTF-8&X-atmo-protocol=true&X-Vaadin-LastSeenServerSyncId=1",
                message -> {});
        stream = listen("/stream/" + found(TICKET, page), heard);
        pulse = Thread.ofVirtual().start(() -> beat(ui));
    }

    private WebSocket listen(String path, Consumer<String> heard) {
        StringBuilder message = new StringBuilder();
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(address.replace("http", "ws") + path), new WebSocket.Listener() {

                    @Override
                    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                        message.append(part);
                        if (last) {
                            heard.accept(message.toString());
                            message.setLength(0);
                        }
                        return WebSocket.Listener.super.onText(socket, part, last);
                    }
                })
                .join();
    }

    /** Says every few seconds that this tab lives. */
    private void beat(String ui) {
        try {
            while (true) {
                Thread.sleep(BEAT);
                post("/?v-r=heartbeat&v-uiId=" + ui, "text/plain;charset=utf-8", "");
            }
        } catch (IOException | InterruptedException e) {
            // The console or this tab is gone.
            Thread.currentThread().interrupt();
        }
    }

    private String act(String ui, String message) throws IOException, InterruptedException {
        return post("/?v-r=uidl&v-uiId=" + ui, "application/json; charset=UTF-8", message);
    }

    private String get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address + path)).build(), BodyHandlers.ofString())
                .body();
    }

    private String post(String path, String type, String body) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(address + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        if (answer.statusCode() >= 400) {
            throw new IOException(path + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String found(Pattern pattern, String text) throws IOException {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IOException("no " + pattern + " in: " + text.substring(0, Math.min(300, text.length())));
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Goes away without a word, as a machine does that loses its power. */
    @Override
    public void close() {
        if (push != null) {
            push.abort();
        }
        if (stream != null) {
            stream.abort();
        }
        if (pulse != null) {
            pulse.interrupt();
        }
    }
}
