package dev.muster.notification;

import dev.muster.common.Refused;
import dev.muster.notification.Draft.Banner;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people may write into a message, and the mark that an exercise cannot lose. */
final class MessageText {

    static final int SUBJECT = 200;
    static final int BODY = 4000;
    static final int RECIPIENTS = 50;
    private static final int ADDRESS = 254;

    static final Banner EXERCISE =
            new Banner("[EXERCISE] ", "EXERCISE EXERCISE EXERCISE: this is a drill. Nothing is down.");
    static final Banner TEST =
            new Banner("[TEST] ", "TEST: somebody tries whether this channel works. Nothing is down.");

    private static final Pattern TAG = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern MAIL = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[\\p{L}\\p{N}](?:[\\p{L}\\p{N}.-]{0,188}[\\p{L}\\p{N}])?");

    private MessageText() {}

    /** @throws Refused when it is no single line of 1 to 200 characters without holes */
    static String subject(String given) {
        String subject = given.strip();
        int bad = (int) subject.codePoints().takeWhile(it -> !breaksLine(it)).count();
        if (bad < subject.codePointCount(0, subject.length())) {
            throw new Refused("The subject has a line break or a control character after \"" + shortened(subject, bad)
                    + "\"; a subject is one line.");
        }
        return filled("subject", length("The subject", subject, SUBJECT));
    }

    /** @throws Refused when it has not 1 to 4000 characters, or holes */
    static String body(String given) {
        StringBuilder text = new StringBuilder();
        given.replace("\r\n", "\n")
                .replace('\r', '\n')
                .codePoints()
                .filter(it -> it == '\n' || it == '\t' || !Character.isISOControl(it))
                .forEach(text::appendCodePoint);
        return filled("text", length("The text", text.toString().strip(), BODY));
    }

    /** @throws Refused when there is none, too many, or one that is no address */
    static List<String> mails(List<String> given) {
        Set<String> seen = new LinkedHashSet<>();
        List<String> mails = given.stream()
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .map(MessageText::mail)
                .filter(it -> seen.add(it.toLowerCase(Locale.ROOT)))
                .toList();
        if (mails.isEmpty() || mails.size() > RECIPIENTS) {
            throw new Refused("A mail has 1 to " + RECIPIENTS + " recipients; this one has " + mails.size() + ".");
        }
        return mails;
    }

    private static String mail(String address) {
        if (address.length() > ADDRESS || !MAIL.matcher(address).matches() || address.contains("..")) {
            throw new Refused(
                    "The recipient \"" + shortened(address, 60) + "\" is not a mail address such as name@company.com.");
        }
        return address;
    }

    static String subject(Optional<Banner> banner, String subject) {
        return banner.map(it -> it.subjectPrefix() + subject).orElse(subject);
    }

    static String body(Optional<Banner> banner, String body) {
        return banner.map(it -> it.firstLine() + "\n\n" + body).orElse(body);
    }

    static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint)
                || Character.getType(codePoint) == Character.LINE_SEPARATOR
                || Character.getType(codePoint) == Character.PARAGRAPH_SEPARATOR;
    }

    private static String length(String what, String text, int most) {
        int length = text.length();
        if (length < 1 || length > most) {
            throw new Refused(what + " has 1 to " + most + " characters; this one has " + length + ".");
        }
        return text;
    }

    private static String filled(String part, String text) {
        Matcher hole = TAG.matcher(text);
        if (hole.find()) {
            throw new Refused(MustacheFilling.hole(part, text, hole.start(), hole.group(1), "write words in its place.")
                    + " Nothing was sent.");
        }
        if (text.contains("{{") || text.contains("}}")) {
            throw new Refused("The " + part + " has {{ or }} in it: that is half of a variable. Nothing was sent.");
        }
        return text;
    }

    static String shortened(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
