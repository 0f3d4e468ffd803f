package dev.muster.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The mail sink and the Slack receiver as one process of its own: their ports, and the file with Slack's token. */
public final class Receivers {

    private Receivers() {}

    public static void main(String[] arguments) throws IOException {
        SlackReceiver.started(
                Integer.parseInt(arguments[2]),
                Files.readString(Path.of(arguments[3])).strip());
        MailSink.started(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("Mails are taken at " + arguments[0] + ", Slack messages at " + arguments[2]);
    }
}
