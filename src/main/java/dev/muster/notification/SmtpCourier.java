package dev.muster.notification;

import dev.muster.plan.Channel;
import dev.muster.plan.MailServer;
import dev.muster.plan.PlanException;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** Hands mails to the server that the plan names, one recipient each, so that the answer is about that recipient. */
@Component
class SmtpCourier implements Courier {

    private static final int ANSWER = 200;

    private final NotificationSettings settings;

    SmtpCourier(NotificationSettings settings) {
        this.settings = settings;
    }

    @Override
    public Channel.Kind kind() {
        return Channel.Kind.EMAIL;
    }

    @Override
    public Optional<String> obstacle(Channel channel) {
        if (channel.mailServer().isEmpty()) {
            return Optional.of("The plan names no mail server for it. Add channels." + channel.key() + ".smtp.");
        }
        try {
            channel.mailServer().get().password().reveal();
            return Optional.empty();
        } catch (PlanException e) {
            return Optional.of(String.valueOf(e.getMessage()) + ".");
        }
    }

    @Override
    public Outcome deliver(Letter letter, Channel channel, HandOver handOver) {
        Optional<String> obstacle = obstacle(channel);
        if (obstacle.isPresent()) {
            return new Outcome.Rejected(obstacle.get());
        }
        MailServer server = channel.mailServer().orElseThrow();
        JavaMailSenderImpl sender = sender(server);
        try {
            LetterMail mail = new LetterMail(sender.getSession(), letter, server.from(), handOver);
            try {
                sender.send(mail);
                return new Outcome.Arrived();
            } catch (MailException e) {
                return failure(e, mail.handedOver(), server);
            }
        } catch (MessagingException e) {
            return new Outcome.Rejected("The mail cannot be written: " + plain(e.getMessage()));
        }
    }

    private JavaMailSenderImpl sender(MailServer server) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(server.host());
        sender.setPort(server.port());
        server.user().ifPresent(it -> {
            sender.setUsername(it);
            sender.setPassword(server.password().reveal());
        });
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.auth", String.valueOf(server.user().isPresent()));
        properties.setProperty(
                "mail.smtp.connectiontimeout", String.valueOf(settings.connect().toMillis()));
        properties.setProperty(
                "mail.smtp.timeout", String.valueOf(settings.answer().toMillis()));
        properties.setProperty(
                "mail.smtp.writetimeout", String.valueOf(settings.answer().toMillis()));
        // What the server says to our goodbye changes nothing.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        switch (server.encryption()) {
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
        }
        sender.setJavaMailProperties(properties);
        return sender;
    }

    private static Outcome failure(MailException e, boolean handedOver, MailServer server) {
        Throwable cause = cause(e);
        if (cause instanceof Courier.LostCopy lost) {
            throw lost;
        }
        if (e instanceof MailAuthenticationException) {
            return new Outcome.Rejected("The mail server does not take our user and password.");
        }
        int code = code(cause);
        if (code >= 500) {
            return new Outcome.Rejected("The mail server refuses it: " + plain(said(cause)));
        }
        if (code >= 400) {
            return new Outcome.TryAgain("The mail server cannot take it now: " + plain(said(cause)), Optional.empty());
        }
        if (!handedOver) {
            return new Outcome.TryAgain(
                    "The mail server " + server.host() + " cannot be reached, or it breaks off before the text.",
                    Optional.empty());
        }
        // Nothing failed but the goodbye.
        if (e instanceof MailSendException send && send.getFailedMessages().isEmpty()) {
            return new Outcome.Arrived();
        }
        return new Outcome.Unsure("The mail server took the text and gave no answer.");
    }

    /** What the server said about the mail, or why there was no talking to it. */
    private static @Nullable Throwable cause(MailException e) {
        if (e instanceof MailSendException send && !send.getFailedMessages().isEmpty()) {
            return send.getFailedMessages().values().iterator().next();
        }
        return e.getCause();
    }

    private static int code(@Nullable Throwable e) {
        return switch (e) {
            case SMTPAddressFailedException it -> it.getReturnCode();
            case SMTPSenderFailedException it -> it.getReturnCode();
            case SMTPSendFailedException it -> Math.max(it.getReturnCode(), code(it.getNextException()));
            case MessagingException it -> code(it.getNextException());
            case null, default -> 0;
        };
    }

    private static @Nullable String said(@Nullable Throwable e) {
        return e instanceof MessagingException it && it.getNextException() != null && code(it.getNextException()) > 0
                ? said(it.getNextException())
                : e == null ? null : e.getMessage();
    }

    /** One short line, whatever a server says. */
    private static String plain(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= ANSWER ? line : line.substring(0, ANSWER) + "…";
    }
}
