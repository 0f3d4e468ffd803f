package dev.muster.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/**
 * The mail sink, the Slack receiver, the DNS provider and three name servers as one process of its own: their ports, and
 * the files with the tokens of Slack and of the provider.
 */
public final class Receivers {

    private Receivers() {}

    public static void main(String[] arguments) throws IOException {
        SlackReceiver.started(
                Integer.parseInt(arguments[2]),
                Files.readString(Path.of(arguments[3])).strip());
        CloudflareStandIn zone = CloudflareStandIn.started(
                Integer.parseInt(arguments[4]),
                Files.readString(Path.of(arguments[5])).strip(),
                Clock.systemUTC());
        zone.put(PracticeNames.NAME, "A", PracticeNames.MAIN, 60, false);
        for (int server = 6; server < arguments.length; server++) {
            NameServer.started(Integer.parseInt(arguments[server]), zone::answers);
        }
        MailSink.started(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        System.out.println("Mails are taken at " + arguments[0] + ", Slack messages at " + arguments[2]
                + ", changes of names at " + arguments[4]);
    }
}
