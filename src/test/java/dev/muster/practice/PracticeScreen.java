package dev.muster.practice;

import java.io.PrintStream;
import java.util.Optional;

/** The one screen that {@code bin/run} prints when everything is up. */
record PracticeScreen(PrintStream out, PracticeHome home, ConsoleProcess console) {

    void print(long begun, PostgresCluster own, PracticeParts parts, StoreProcess store, ReceiversProcess receivers) {
        out.printf("%n  Muster is up after %.0f s:  %s%n%n", (System.nanoTime() - begun) / 1e9, console.url());
        out.printf("  %-10s %-16s %-11s %s%n", "Sign in as", "Name", "Role", "Password");
        for (PracticePeople.Account account : PracticePeople.accounts(home)) {
            out.printf(
                    "  %-10s %-16s %-11s %s%n",
                    account.person().login(),
                    account.person().name(),
                    account.person().role(),
                    account.password());
        }
        out.println();
        out.println("  Running, on 127.0.0.1 only");
        line(console.port(), "Muster", home.resolve("console.log").toString());
        estate(parts);
        line(own.port(), "PostgreSQL, console", "muster");
        line(store.port(), "Object store (S3)", "bucket " + ObjectStore.BUCKET);
        line(receivers.mailPort(), "Mail sink (SMTP)", "what came: " + receivers.mailUrl());
        line(receivers.slackPort(), "Slack receiver", "what came: " + receivers.slackUrl());
        line(
                receivers.names().api(),
                "DNS provider",
                "zone and requests: " + receivers.names().url());
        line(receivers.names().authoritative(), "Name server (UDP)", PracticeNames.NAME);
        out.println();
        out.println("  The plan is " + home.resolve("plan.yaml"));
        out.println("  Stop with Ctrl-C. The data is kept; bin/run --fresh starts from an empty estate.");
        out.flush();
    }

    private void estate(PracticeParts parts) {
        maybe(
                parts.nginx().map(NginxProcess::port),
                "nginx, the front door",
                NginxProcess.PROGRAM,
                parts.nginx().map(NginxProcess::url).orElse(""));
        line(parts.bdc().port(), "BDC, the application", parts.bdc().url() + "/health");
        parts.second().ifPresent(it -> line(it.port(), "BDC, backup", it.url() + "/health"));
        line(parts.primary().port(), "PostgreSQL, primary", PracticeData.DATABASE);
        parts.standby()
                .ifPresent(it -> line(it.port(), "PostgreSQL, standby", it.inRecovery() ? "streaming" : "promoted"));
        maybe(
                parts.redis().map(RedisProcess::port),
                "Redis",
                RedisProcess.PROGRAM,
                "the password is in " + home.resolve("secrets/redis"));
    }

    private void maybe(Optional<Integer> port, String what, String program, String note) {
        port.ifPresentOrElse(
                it -> line(it, what, note),
                () -> out.printf("  %5s  %-22s not there (%s)%n", "-", what, Installed.howToGet(program)));
    }

    private void line(int port, String what, String note) {
        out.printf("  %5d  %-22s %s%n", port, what, note);
    }
}
