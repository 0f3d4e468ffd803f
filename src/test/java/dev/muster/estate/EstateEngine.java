package dev.muster.estate;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;

/** The Docker engine below the estate: whether one answers, the images, and what test runs that died left behind. */
final class EstateEngine {

    /** Each container and network of an estate carries it, with the process id of the test run as its value. */
    static final String LABEL = "dev.muster.estate";

    private static final String NO_REAPER = "TESTCONTAINERS_RYUK_DISABLED";

    private EstateEngine() {}

    /** Skips the test where there is no engine, and says why; where {@code MUSTER_CONTAINERS=required} it fails instead. */
    static void assumeThere() {
        Optional<String> missing = missing();
        if (missing.isPresent() && "required".equals(System.getenv("MUSTER_CONTAINERS"))) {
            throw new IllegalStateException("The container estate is required here: " + missing.get());
        }
        Assumptions.assumeTrue(
                missing.isEmpty(), () -> "The container estate cannot run here: " + missing.orElseThrow());
    }

    private static Optional<String> missing() {
        if (!Boolean.parseBoolean(System.getenv(NO_REAPER))) {
            return Optional.of(NO_REAPER + "=true is not in the environment, as bin/test sets it");
        }
        return DockerClientFactory.instance().isDockerAvailable()
                ? Optional.empty()
                : Optional.of("no Docker engine answers; bin/test starts one where it may");
    }

    static DockerClient client() {
        return DockerClientFactory.instance().client();
    }

    /** Makes the images where they are missing or older than their files. */
    static void buildImages() {
        try {
            Process build = new ProcessBuilder("docker/estate/build")
                    .redirectErrorStream(true)
                    .start();
            build.getOutputStream().close();
            String said = new String(build.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (build.waitFor() != 0) {
                throw new IllegalStateException("docker/estate/build failed:\n" + said);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    "docker/estate/build cannot be run from " + System.getProperty("user.dir"), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the images were built", e);
        }
    }

    /** True where control groups are of the second kind, which a container must be let write to. */
    static boolean hasUnifiedGroups() {
        return "2"
                .equals(String.valueOf(client().infoCmd().exec().getRawValues().get("CgroupVersion")));
    }

    /** Takes away what belongs to test runs that are not alive any more. */
    static void sweep() {
        for (Container container : client().listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(List.of(LABEL))
                .exec()) {
            if (isOver(container.getLabels())) {
                client().removeContainerCmd(container.getId())
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            }
        }
        client().listNetworksCmd().exec().stream()
                .filter(it -> it.getLabels() != null && it.getLabels().containsKey(LABEL))
                .filter(it -> isOver(it.getLabels()))
                .forEach(it -> client().removeNetworkCmd(it.getId()).exec());
    }

    private static boolean isOver(Map<String, String> labels) {
        return ProcessHandle.of(Long.parseLong(labels.getOrDefault(LABEL, "0"))).isEmpty();
    }
}
