package dev.muster.isolation;

import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Where runs keep their evidence on the console's machine, and whether it is made immutable there. */
@Component
class EvidencePlace {

    private final Path directory;
    private final boolean immutable;

    EvidencePlace(
            @Value("${muster.evidence-directory}") Path directory,
            @Value("${muster.evidence-immutable}") boolean immutable) {
        this.directory = directory;
        this.immutable = immutable;
    }

    EvidenceFolder folder(StepContext context) {
        return new EvidenceFolder(
                directory.resolve("run-" + (context.runId() == 0 ? "<run>" : Long.toString(context.runId()))));
    }

    Path directory() {
        return directory;
    }

    boolean immutable() {
        return immutable;
    }
}
