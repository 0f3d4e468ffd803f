package dev.muster.postgres;

import dev.muster.backup.DiskSpace;
import dev.muster.common.Refused;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Whether the database can be dumped from here: it answers, the tools are new enough, the copy has room. */
@Component
class SourceCheck {

    private final PostgresTools tools;
    private final DiskSpace disk;
    private final Path workDirectory;

    SourceCheck(PostgresTools tools, DiskSpace disk, @Value("${muster.work-directory}") Path workDirectory) {
        this.tools = tools;
        this.disk = disk;
        this.workDirectory = workDirectory;
    }

    List<Finding> findings(StepContext context) {
        List<Finding> findings = new ArrayList<>();
        try {
            PlanDatabase target = PlanDatabase.of(context);
            Server server = target.server();
            ServerFacts facts = server.in(target.live(), ServerFacts::of);
            findings.add(Finding.ok("server", "PostgreSQL " + facts.version() + " answers as " + target.live()));
            findings.add(identity(target, facts.systemIdentifier()));
            findings.add(tool(facts));
            Optional<ServerFacts.Shape> shape = server.in(target.live(), it -> ServerFacts.shape(it, target.live()));
            shape.ifPresent(it -> findings.add(disk.finding("disk space for the dump", workDirectory, it.bytes())));
        } catch (Refused e) {
            findings.add(Finding.block("server", e.getMessage()));
        }
        return findings;
    }

    /** The cluster must be the pinned one, where the plan pins it. */
    static Finding identity(PlanDatabase target, String systemIdentifier) {
        Optional<String> pinned = target.database().systemIdentifier();
        if (pinned.isEmpty()) {
            return Finding.ok("cluster", "system identifier " + systemIdentifier + ", not pinned by the plan");
        }
        return pinned.get().equals(systemIdentifier)
                ? Finding.ok("cluster", "system identifier " + systemIdentifier + ", as the plan says")
                : Finding.block(
                        "cluster",
                        "the server's system identifier is " + systemIdentifier + ", the plan says " + pinned.get()
                                + ": this is another cluster");
    }

    private Finding tool(ServerFacts facts) {
        try {
            return Finding.ok("pg_dump", tools.atLeast("pg_dump", facts.major()).toString());
        } catch (Refused e) {
            return Finding.block("pg_dump", "the server is PostgreSQL " + facts.version() + ": " + e.getMessage());
        }
    }
}
