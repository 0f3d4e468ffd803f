package dev.muster.estate;

import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.util.Map;
import org.testcontainers.containers.Network;

/**
 * One network without a way out. Its addresses are fixed, so that a machine that was switched off and on again has the
 * same one, and they are the same for the machines and for the console, as in a data centre.
 *
 * @param prefix the first three numbers and a dot
 */
record EstateNetwork(Network network, String prefix) implements AutoCloseable {

    private static final int FIRST = 16;
    private static final int LAST = 250;

    /** The first range that nobody else has. */
    static EstateNetwork free() {
        DockerException taken = new DockerException("no range was tried", 500);
        for (int third = FIRST; third <= LAST; third++) {
            String prefix = "10.231." + third + ".";
            try {
                Network network = Network.builder()
                        .createNetworkCmdModifier(it -> it.withInternal(true)
                                .withLabels(Map.of(
                                        EstateEngine.LABEL,
                                        Long.toString(ProcessHandle.current().pid())))
                                .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(prefix + "0/28"))))
                        .build();
                network.getId();
                return new EstateNetwork(network, prefix);
            } catch (DockerException e) {
                taken = e;
            }
        }
        throw new IllegalStateException("no range of addresses is free for the container estate", taken);
    }

    @Override
    public void close() {
        network.close();
    }
}
