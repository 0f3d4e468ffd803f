package dev.muster.proxy;

import dev.muster.plan.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The file that nginx reads, made of the plan and a route alone. It carries a token of its own content: nginx says who
 * answered only to a request that brings this token, so the answer also proves that this very file is in force, and
 * nobody else learns the addresses behind nginx.
 */
record NginxFile(String text) {

    static final String FIRST_LINE =
            "# Written by Muster from the plan. The next switch replaces what is changed here.\n";

    /** What a request brings to be told who answered. */
    static final String ASK = "X-Muster-Ask";

    /** What the answer then has: nginx's own words for the servers that it asked, or {@link #BLOCKED}. */
    static final String ANSWERED = "X-Muster-Answered";

    static final String BLOCKED = "blocked";

    private static final String TOKEN = "@token@";
    private static final int TOKEN_LENGTH = 24;
    private static final Pattern WRITTEN_TOKEN = Pattern.compile("(?m)^# token: ([0-9a-f]{" + TOKEN_LENGTH + "})$");
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_$*./:@\\[\\]+-]+");

    static NginxFile of(Proxy proxy, Route route) {
        String draft = FIRST_LINE
                + route.line() + "\n# token: " + TOKEN + "\n"
                + group(proxy, route)
                + "map $http_x_muster_ask $" + variable(proxy) + " {\n"
                + "    default \"\";\n"
                + "    \"" + TOKEN + "\" " + (route.blocked() ? BLOCKED : "$upstream_addr") + ";\n"
                + "}\n"
                + "server {\n"
                + site(proxy)
                + (route.blocked() ? page(proxy) : passing(proxy))
                + "}\n";
        return new NginxFile(draft.replace(TOKEN, sha256(draft).substring(0, TOKEN_LENGTH)));
    }

    /** Empty for a file that Muster did not write. */
    Optional<String> token() {
        Matcher matcher = WRITTEN_TOKEN.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String group(Proxy proxy, Route route) {
        String servers = proxy.upstream().servers().stream()
                .map(it -> "    server " + place(it) + role(it, route)
                        + " max_fails=" + it.maxFails()
                        + " fail_timeout=" + time(it.failTimeout()) + ";\n")
                .collect(Collectors.joining());
        return "upstream " + bare(proxy.upstream().name()) + " {\n" + servers + "}\n";
    }

    private static String role(Proxy.Server server, Route route) {
        return server.key().equals(route.active()) ? "" : " " + route.others().word();
    }

    private static String site(Proxy proxy) {
        boolean tls = proxy.site().tls().isPresent();
        StringBuilder text = new StringBuilder();
        proxy.site()
                .listen()
                .forEach(it -> text.append("    listen ").append(bare(it)).append(tls ? " ssl;\n" : ";\n"));
        text.append("    server_name ")
                .append(proxy.site().serverNames().stream().map(NginxFile::bare).collect(Collectors.joining(" ")))
                .append(";\n");
        proxy.site().tls().ifPresent(it -> text.append("    ssl_certificate ")
                .append(bare(it.certificate()))
                .append(";\n    ssl_certificate_key ")
                .append(bare(it.key()))
                .append(";\n"));
        return text.append("    add_header ")
                .append(ANSWERED)
                .append(" $")
                .append(variable(proxy))
                .append(" always;\n")
                .toString();
    }

    private static String passing(Proxy proxy) {
        Proxy.Upstream upstream = proxy.upstream();
        StringBuilder text = new StringBuilder("    location / {\n        proxy_pass http://")
                .append(bare(upstream.name()))
                .append(";\n        proxy_next_upstream ")
                .append(upstream.next().stream().map(NginxFile::bare).collect(Collectors.joining(" ")))
                .append(";\n");
        upstream.headers().forEach((name, value) -> text.append("        proxy_set_header ")
                .append(bare(name))
                .append(' ')
                .append(bare(value))
                .append(";\n"));
        return text.append("        proxy_connect_timeout ")
                .append(time(upstream.connectTimeout()))
                .append(";\n        proxy_send_timeout ")
                .append(time(upstream.sendTimeout()))
                .append(";\n        proxy_read_timeout ")
                .append(time(upstream.readTimeout()))
                .append(";\n    }\n")
                .toString();
    }

    /** The page stands in the file itself: it needs no folder, and nothing behind nginx is asked for it. */
    private static String page(Proxy proxy) {
        return "    add_header Retry-After "
                + Math.max(1, proxy.maintenance().retryAfter().toSeconds()) + " always;\n"
                + "    add_header Cache-Control no-store always;\n"
                + "    default_type text/html;\n"
                + "    charset utf-8;\n"
                + "    return 503 \"<!doctype html><meta name=viewport content=width=device-width>"
                + "<title>Maintenance</title><p>" + html(proxy.maintenance().text()) + "</p>\";\n";
    }

    /** Everything but plain letters, digits and spaces as a number: neither nginx nor a browser takes it for more. */
    static String html(String text) {
        return text.strip()
                .codePoints()
                .mapToObj(it -> (Character.isLetterOrDigit(it) && it < 128) || it == ' '
                        ? Character.toString(it)
                        : "&#" + it + ";")
                .collect(Collectors.joining());
    }

    /** As nginx names it in a group. */
    static String place(Proxy.Server server) {
        String address = server.address().indexOf(':') >= 0 ? "[" + server.address() + "]" : server.address();
        return bare(address + ":" + server.port());
    }

    private static String variable(Proxy proxy) {
        return "muster_" + bare(proxy.upstream().name());
    }

    private static String time(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }

    /** The plan's reader admits nothing else; should it ever, no file is made of it. */
    private static String bare(String word) {
        if (!BARE.matcher(word).matches()) {
            throw new IllegalArgumentException("\"" + word + "\" cannot stand in nginx's file");
        }
        return word;
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
