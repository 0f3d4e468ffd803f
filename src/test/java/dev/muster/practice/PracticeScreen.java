package dev.muster.practice;

import java.io.PrintStream;

/** The one screen that {@code bin/run} prints when everything is up. */
final class PracticeScreen {

    private PracticeScreen() {}

    static void print(
            PrintStream out,
            PracticeHome home,
            long begun,
            ConsoleProcess console,
            PostgresCluster own,
            PostgresCluster primary,
            StandbyCluster standby,
            StoreProcess store,
            BdcProcess bdc,
            ReceiversProcess receivers) {
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
        line(out, console.port(), "Muster", home.resolve("console.log").toString());
        line(out, bdc.port(), "BDC, the application", bdc.url() + "/health");
        line(out, primary.port(), "PostgreSQL, primary", PracticeData.DATABASE);
        line(out, standby.port(), "PostgreSQL, standby", standby.isStandby() ? "streaming" : "promoted");
        line(out, own.port(), "PostgreSQL, console", "muster");
        line(out, store.port(), "Object store (S3)", "bucket " + ObjectStore.BUCKET);
        line(out, receivers.mailPort(), "Mail sink (SMTP)", "what came: " + receivers.mailUrl());
        line(out, receivers.slackPort(), "Slack receiver", "what came: " + receivers.slackUrl());
        out.println();
        out.println("  The plan is " + home.resolve("plan.yaml"));
        out.println("  Stop with Ctrl-C. The data is kept; bin/run --fresh starts from an empty estate.");
        out.flush();
    }

    private static void line(PrintStream out, int port, String what, String note) {
        out.printf("  %5d  %-22s %s%n", port, what, note);
    }
}
