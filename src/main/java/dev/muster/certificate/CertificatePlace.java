package dev.muster.certificate;

import dev.muster.backup.ObjectStorage;
import dev.muster.backup.Storages;
import dev.muster.common.Refused;
import dev.muster.host.HostFiles;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.plan.TlsCertificate;
import dev.muster.recovery.step.StepContext;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The certificate that a step's setting names: its good copy and where it is in use. */
record CertificatePlace(TlsCertificate certificate, Copies copies, HostFiles target, StepContext context) {

    static final StepSetting SETTING =
            StepSetting.required("certificate", StepSetting.Kind.CERTIFICATE, "the certificate");

    /** A chain is a few thousand bytes. */
    private static final int LONGEST = 256 * 1024;

    /**
     * Reads the good copy, into memory and nowhere else.
     *
     * @param files where the roots are, and the pair when it is on a host
     * @param objects where the pair is otherwise; null when it is on a host
     */
    record Copies(HostFiles files, @Nullable ObjectStorage objects) {

        byte[] read(String name) {
            return objects == null ? root(name) : objects.read(name, LONGEST);
        }

        byte[] root(String name) {
            return files.read(Path.of(name), LONGEST);
        }
    }

    static CertificatePlace of(StepContext context, Hosts hosts, Storages storages) {
        TlsCertificate certificate = named(context);
        HostFiles target = hosts.files(context.plan().needHost(certificate.host()));
        Copies copies =
                switch (certificate.source()) {
                    case TlsCertificate.Source.OnHost it ->
                        new Copies(hosts.files(context.plan().needHost(it.where())), null);
                    case TlsCertificate.Source.InStorage it ->
                        new Copies(
                                target,
                                // a few thousand bytes: a storage that does not answer at once is told at once
                                storages.glance(context.plan().needStorage(it.where())));
                };
        return new CertificatePlace(certificate, copies, target, context);
    }

    static TlsCertificate named(StepContext context) {
        String key = context.needSetting(SETTING.name());
        return context.plan().certificate(key).orElseThrow(() -> new Refused("The plan has no certificate " + key));
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

    Pair goodCopy() {
        return Pair.read(
                copies.read(certificate.source().chain()),
                copies.read(certificate.source().key()));
    }

    Optional<byte[]> roots() {
        return certificate.roots().map(copies::root);
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
