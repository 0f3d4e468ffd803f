package dev.muster.practice;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The receivers of messages and who keeps the names, as a process of its own. */
record ReceiversProcess(
        ServerProcess program, int mailPort, int mailPage, int slackPort, Path webhookFile, PracticeNames names) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    static ReceiversProcess in(PracticeHome home) {
        Path token = home.secret("slack-token");
        int mail = home.port("mail", 0);
        int page = home.port("mail-page", 0);
        int slack = home.port("slack", 0);
        PracticeNames names = PracticeNames.in(home);
        Path webhook = home.resolve("secrets").resolve("slack-webhook");
        home.write(
                webhook,
                "http://127.0.0.1:" + slack + "/services/T0PRACTICE/B0PRACTICE/" + home.secretValue("slack-token")
                        + "\n");
        List<String> start = JavaProgram.commandLine(
                Receivers.class,
                home.resolve("receivers.arguments"),
                List.of("-Xmx128m", "-XX:+UseSerialGC"),
                String.valueOf(mail),
                String.valueOf(page),
                String.valueOf(slack),
                token.toString(),
                String.valueOf(names.api()),
                names.token().toString(),
                String.valueOf(names.authoritative()),
                String.valueOf(names.one()),
                String.valueOf(names.two()));
        return new ReceiversProcess(
                new ServerProcess(
                        start, home.path(), Map.of(), home.resolve("receivers.pid"), home.resolve("receivers.log")),
                mail,
                page,
                slack,
                webhook,
                names);
    }

    String mailUrl() {
        return "http://127.0.0.1:" + mailPage;
    }

    String slackUrl() {
        return "http://127.0.0.1:" + slackPort;
    }

    void start() {
        program.start();
        Waiting.until(
                PATIENCE,
                () -> "the receivers listen; their log: " + program.logTail(),
                () -> Ports.listens(mailPort)
                        && Ports.listens(mailPage)
                        && Ports.listens(slackPort)
                        && Ports.listens(names.api()));
    }

    void stop() {
        program.stop();
    }
}
