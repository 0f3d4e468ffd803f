package dev.muster.practice;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A mail server on loopback that takes every mail for anybody and keeps it in memory. */
public final class MailSink implements AutoCloseable {

    private static final long STARTUP_MILLIS = 20_000;

    private final GreenMail server;
    private final @Nullable HttpServer page;

    private MailSink(GreenMail server, @Nullable HttpServer page) {
        this.server = server;
        this.page = page;
    }

    /** Starts one in this JVM, on a free port. */
    public static MailSink started() {
        return new MailSink(smtp(0), null);
    }

    /** Starts one that shows what came at a page. */
    static MailSink started(int port, int pagePort) {
        try {
            HttpServer page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagePort), 50);
            MailSink sink = new MailSink(smtp(port), page);
            page.createContext("/", exchange -> {
                byte[] bytes = ReceivedPage.of("Mail sink", sink.texts()).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, bytes.length);
                exchange.getResponseBody().write(bytes);
                exchange.close();
            });
            page.start();
            return sink;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getSmtp().getPort();
    }

    public List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    @Override
    public void close() {
        server.stop();
        if (page != null) {
            page.stop(0);
        }
    }

    private List<String> texts() {
        return Arrays.stream(server.getReceivedMessages()).map(MailSink::text).toList();
    }

    private static String text(MimeMessage mail) {
        try {
            return "To: " + Arrays.toString(mail.getAllRecipients()) + "\nSubject: " + mail.getSubject() + "\n\n"
                    + mail.getContent();
        } catch (MessagingException | IOException e) {
            return "a mail that cannot be read: " + e.getMessage();
        }
    }

    private static GreenMail smtp(int port) {
        ServerSetup setup = new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        setup.setServerStartupTimeout(STARTUP_MILLIS);
        GreenMail server = new GreenMail(setup);
        server.start();
        return server;
    }
}
