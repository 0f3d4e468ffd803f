package dev.muster.proxy;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.Service;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.StepContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a pre-flight sees of nginx and of the file that is to be written. */
final class FileFindings {

    private static final String FILE = "nginx's file";

    private FileFindings() {}

    static List<Finding> of(Nginx nginx, Hosts hosts, StepContext context) {
        List<Finding> findings = new ArrayList<>();
        Optional<HostFiles.Facts> facts = nginx.files().facts(nginx.file());
        findings.add(file(nginx, facts));
        try {
            boolean included = nginx.includesFile();
            findings.add(
                    facts.isEmpty() || included
                            ? Finding.ok("nginx", "it takes the configuration as it is now")
                            : Finding.block(
                                    "nginx",
                                    "Its configuration does not include " + nginx.file()
                                            + ", so nothing that is written there counts"));
        } catch (Refused e) {
            findings.add(Finding.block("nginx", e.getMessage()));
        }
        if (!(nginx.service().supervision() instanceof Service.External)
                && !hosts.control(host(nginx, context), nginx.service()).running()) {
            findings.add(Finding.block("nginx", nginx.service().title() + " does not run: start it first"));
        }
        return findings;
    }

    private static Finding file(Nginx nginx, Optional<HostFiles.Facts> facts) {
        if (facts.isEmpty()) {
            return Finding.warn(FILE, nginx.file() + " is not there yet: nginx must include it by a pattern");
        }
        return switch (facts.get().kind()) {
            case FILE ->
                nginx.present().flatMap(Route::of).isPresent()
                        ? Finding.ok(FILE, nginx.file() + " was written by Muster")
                        : Finding.warn(
                                FILE, nginx.file() + " was written by another hand: it is kept beside and replaced");
            case LINK -> Finding.block(FILE, nginx.file() + " is a link: put what it points to into the plan");
            case FOLDER, OTHER -> Finding.block(FILE, nginx.file() + " is no file");
        };
    }

    private static Host host(Nginx nginx, StepContext context) {
        return context.plan().host(nginx.host()).orElseThrow();
    }
}
