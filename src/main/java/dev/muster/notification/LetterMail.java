package dev.muster.notification;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A copy as a mail. Its Message-ID is made of the copy's key, so each try of one copy has the same. The text is asked
 * for only when the server has agreed to sender and recipient: that is the moment from which it may arrive.
 */
final class LetterMail extends MimeMessage {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final String messageId;
    private final Courier.HandOver handOver;
    private boolean handedOver;

    LetterMail(Session session, Letter letter, String from, Courier.HandOver handOver) throws MessagingException {
        super(session);
        this.handOver = handOver;
        this.messageId = "<" + letter.key() + from.substring(from.lastIndexOf('@')) + ">";
        setFrom(new InternetAddress(from, true));
        setRecipient(Message.RecipientType.TO, new InternetAddress(letter.recipient(), true));
        setSubject(letter.subject(), UTF_8);
        setText(letter.text(), UTF_8);
        setHeader("Auto-Submitted", "auto-generated");
        setHeader("X-Muster-Delivery", letter.key().toString());
        setHeader("Message-ID", messageId);
    }

    boolean handedOver() {
        return handedOver;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignoreList) throws IOException, MessagingException {
        if (!handedOver) {
            handOver.begins();
            handedOver = true;
        }
        super.writeTo(out, ignoreList);
    }
}
