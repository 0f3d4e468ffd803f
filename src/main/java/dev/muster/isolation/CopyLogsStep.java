package dev.muster.isolation;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;

/** Copies named files of a host as they are. */
@Component
class CopyLogsStep implements RecoveryStep {

    private static final long LARGEST = 2_000_000_000L;

    private final Hosts hosts;
    private final EvidencePlace place;

    CopyLogsStep(Hosts hosts, EvidencePlace place) {
        this.hosts = hosts;
        this.place = place;
    }

    @Override
    public String type() {
        return "copy-logs";
    }

    @Override
    public String about() {
        return "Copies named log files of a host into the evidence. What cannot be copied is named.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                Taking.HOST, StepSetting.required("files", StepSetting.Kind.LIST, "the files, each a path from /"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        return StepDescription.of(
                "Copies logs of " + Taking.host(context).key() + " into "
                        + place.folder(context).path(),
                files(context).stream().map(it -> "cp " + it).toList());
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            for (String file : files(context)) {
                if (!file.matches("/[^\\x00-\\x1f]{1,1000}") || file.contains("/../")) {
                    return List.of(Finding.block("files", "\"" + file + "\" is no path from /"));
                }
            }
        } catch (Refused e) {
            return List.of(Finding.block("files", e.getMessage()));
        }
        return Reachable.findings(hosts, Taking.host(context));
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Host host = Taking.host(context);
            Taking taking = new Taking(place.folder(context), host.key());
            for (String file : files(context)) {
                context.guard();
                context.command("cp " + file);
                taking.take(name(file), out -> copy(host, file, out));
            }
            return taking.outcome(context);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private void copy(Host host, String file, OutputStream out) {
        HostFiles files = hosts.files(host);
        HostFiles.Facts facts =
                files.facts(Path.of(file)).orElseThrow(() -> new Refused(file + " is not there on " + host.key()));
        if (facts.kind() != HostFiles.Kind.FILE) {
            throw new Refused(file + " on " + host.key() + " is no file");
        }
        files.download(Path.of(file), new Bounded(out, file));
    }

    /** {@code /var/log/a.log} becomes {@code var_log_a.log}. */
    static String name(String file) {
        return "log_" + file.substring(1).replaceAll("[^A-Za-z0-9._-]", "_");
    }

    private static List<String> files(StepContext context) {
        return List.of(context.needSetting("files").split("\n"));
    }

    /** A log without an end must not fill the console's disk. */
    private static final class Bounded extends FilterOutputStream {

        private final String file;
        private long written;

        Bounded(OutputStream out, String file) {
            super(out);
            this.file = file;
        }

        @Override
        public void write(int one) throws IOException {
            count(1);
            out.write(one);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            count(length);
            out.write(bytes, from, length);
        }

        private void count(long more) {
            written += more;
            if (written > LARGEST) {
                throw new Refused(file + " has more than " + LARGEST + " bytes");
            }
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.READ_ONLY;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
