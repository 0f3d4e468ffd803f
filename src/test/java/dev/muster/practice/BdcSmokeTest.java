package dev.muster.practice;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** BDC's own test of a restored database: starts a copy of BDC on it and asks that for what its users need. */
public final class BdcSmokeTest {

    private static final Pattern COUNT = Pattern.compile("\\{\"count\":(\\d+)}");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    private BdcSmokeTest(String url) {
        this.url = url;
    }

    /** As a plan says it. */
    static List<String> commandLine(Path directory) {
        return JavaProgram.commandLine(
                BdcSmokeTest.class,
                directory.resolve("smoke-test-arguments"),
                List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8"));
    }

    /** The database is that of {@code DATABASE_HOST} and its kind. Ends with 1 when something is not as it must be. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PORT", "0");
        HttpServer copy = BdcApplication.started(environment);
        try {
            new BdcSmokeTest("http://127.0.0.1:" + copy.getAddress().getPort())
                    .run(environment.getOrDefault("DATABASE_NAME", ""));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private void run(String database) throws IOException, InterruptedException {
        String health = answer(HttpRequest.newBuilder(URI.create(url + "/health")), 200);
        if (!health.contains("\"" + database + "\"")) {
            throw new IllegalStateException("BDC works on another database: " + health);
        }
        long before = count();
        if (before == 0) {
            throw new IllegalStateException("BDC has no users");
        }
        answer(HttpRequest.newBuilder(URI.create(url + "/users")).POST(HttpRequest.BodyPublishers.noBody()), 201);
        if (count() != before + 1) {
            throw new IllegalStateException("BDC does not keep a new user: still " + before);
        }
        System.out.println("BDC is healthy on " + database + ", read " + before + " users and wrote one more");
    }

    private long count() throws IOException, InterruptedException {
        String body = answer(HttpRequest.newBuilder(URI.create(url + "/users/count")), 200);
        Matcher count = COUNT.matcher(body);
        if (!count.matches()) {
            throw new IllegalStateException("BDC does not tell the number of users: " + body);
        }
        return Long.parseLong(count.group(1));
    }

    private String answer(HttpRequest.Builder request, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != status) {
            throw new IllegalStateException(
                    answer.request().uri().getPath() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }
}
