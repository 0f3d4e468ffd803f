package dev.muster.certificate;

import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.plan.TlsCertificate;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.util.Optional;

/** The certificate that a step's setting names: its good copy and where it is in use. */
record CertificatePlace(TlsCertificate certificate, HostFiles source, HostFiles target, StepContext context) {

    static final StepSetting SETTING =
            StepSetting.required("certificate", StepSetting.Kind.CERTIFICATE, "the certificate");

    /** A chain is a few thousand bytes. */
    private static final int LONGEST = 256 * 1024;

    static CertificatePlace of(StepContext context, Hosts hosts) {
        TlsCertificate certificate = named(context);
        return new CertificatePlace(
                certificate,
                hosts.files(host(context, certificate.source().host())),
                hosts.files(host(context, certificate.host())),
                context);
    }

    static TlsCertificate named(StepContext context) {
        String key = context.setting("certificate")
                .orElseThrow(() -> new Refused("The step needs the setting certificate in the plan"));
        return context.plan().certificate(key).orElseThrow(() -> new Refused("The plan has no certificate " + key));
    }

    private static Host host(StepContext context, String key) {
        return context.plan().host(key).orElseThrow(() -> new Refused("The plan has no host " + key));
    }

    Path chain() {
        return Path.of(certificate.chainFile());
    }

    Path key() {
        return Path.of(certificate.keyFile());
    }

    Path before(Path file) {
        return beside(file, "before");
    }

    Path undone(Path file) {
        return beside(file, "undone");
    }

    private Path beside(Path file, String what) {
        return file.resolveSibling(file.getFileName() + "." + what + "-"
                + (context.runId() == 0 ? "<run>" : Long.toString(context.runId())));
    }

    /** The good copy, read into memory and nowhere else. */
    Pair goodCopy() {
        return Pair.read(
                source.read(Path.of(certificate.source().chain()), LONGEST),
                source.read(Path.of(certificate.source().key()), LONGEST));
    }

    Optional<byte[]> roots() {
        return certificate.roots().map(it -> source.read(Path.of(it), LONGEST));
    }

    /** Empty when there is none, or one that is not readable as such. */
    Optional<Pair> installed() {
        if (target.facts(chain()).isEmpty() || target.facts(key()).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pair.read(target.read(chain(), LONGEST), target.read(key(), LONGEST)));
        } catch (Refused e) {
            return Optional.empty();
        }
    }

    private String name(String what) {
        return "certificate." + certificate.key() + "." + what;
    }

    Optional<String> fact(String what) {
        return context.fact(name(what)).filter(it -> !it.isEmpty());
    }

    void keep(String what, String value) {
        context.keepFact(name(what), value);
    }
}
