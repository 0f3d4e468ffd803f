package dev.muster.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.support.GenericApplicationContext;

/** The shipped settings of the web server, asked over real connections from two addresses of this machine. */
class ForwardedHeadersTest {

    private static final String TRUSTED = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";

    private static ServletWebServerApplicationContext server;

    @BeforeAll
    static void start() {
        server = (ServletWebServerApplicationContext)
                new SpringApplicationBuilder(TomcatServletWebServerAutoConfiguration.class)
                        .web(WebApplicationType.SERVLET)
                        .initializers(context -> ((GenericApplicationContext) context)
                                .registerBean(
                                        "echo",
                                        ServletRegistrationBean.class,
                                        () -> new ServletRegistrationBean<>(new Echo(), "/*")))
                        .run("--server.port=0", "--server.address=127.0.0.1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void behind_tls_the_session_cookie_is_secure_and_the_caller_is_the_one_whom_the_proxy_names() throws IOException {
        String answer = get(TRUSTED, "X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.7");

        assertThat(answer)
                .containsPattern("(?i)Set-Cookie: JSESSIONID=.*; Secure")
                .contains("from 203.0.113.7 over https");
    }

    @Test
    void without_a_proxy_the_session_works_over_plain_http() throws IOException {
        assertThat(get(TRUSTED))
                .containsPattern("(?i)Set-Cookie: JSESSIONID=")
                .doesNotContainPattern("(?i); Secure")
                .contains("from 127.0.0.1 over http ");
    }

    @Test
    void nobody_but_the_proxy_says_where_a_request_comes_from() throws IOException {
        assertThat(get(STRANGER, "X-Forwarded-Proto: https", "X-Forwarded-For: 203.0.113.7"))
                .doesNotContainPattern("(?i); Secure")
                .contains("from 127.0.0.2 over http ");
    }

    @Test
    void what_a_caller_puts_before_the_proxys_own_word_is_not_believed() throws IOException {
        assertThat(get(TRUSTED, "X-Forwarded-For: 198.51.100.1, 203.0.113.7")).contains("from 203.0.113.7");
    }

    private static InetAddress address(String numbers) throws UnknownHostException {
        return InetAddress.getAllByName(numbers)[0];
    }

    private static String get(String from, String... headers) throws IOException {
        int port = Objects.requireNonNull(server.getWebServer()).getPort();
        String more = String.join("\r\n", headers);
        try (Socket socket = new Socket(address(TRUSTED), port, address(from), 0)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: muster.example.org\r\nConnection: close\r\n" + more
                                    + (more.isEmpty() ? "" : "\r\n") + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getSession();
            response.getWriter().write("from " + request.getRemoteAddr() + " over " + request.getScheme() + " .");
        }
    }
}
