package dev.muster.certificate;

import dev.muster.backup.Storages;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.plan.TlsCertificate;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shakes hands with the service and compares the certificate that it shows. */
@Component
class VerifyCertificateStep implements RecoveryStep {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long PAUSE_MILLIS = 200;

    private final Hosts hosts;
    private final Storages storages;

    VerifyCertificateStep(Hosts hosts, Storages storages) {
        this.hosts = hosts;
        this.storages = storages;
    }

    @Override
    public String type() {
        return "verify-certificate";
    }

    @Override
    public String about() {
        return "Makes a TLS connection to the service and compares the certificate that it shows with the good copy.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(CertificatePlace.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        TlsCertificate certificate = CertificatePlace.named(context);
        return StepDescription.of(
                certificate
                        .served()
                        .map(it -> "Asks " + it.address() + ":" + it.port() + " for its certificate")
                        .orElse("Compares the installed files: the plan gives no address to ask"),
                certificate
                        .served()
                        .map(it -> "openssl s_client -connect " + it.address() + ":" + it.port() + " -servername "
                                + name(certificate))
                        .stream()
                        .toList());
    }

    @Override
    public List<Finding> check(StepContext context) {
        return CertificatePlace.named(context).served().isPresent()
                ? List.of()
                : List.of(Finding.warn(
                        "handshake", "The plan gives no address under served: only the installed files are compared"));
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            CertificatePlace place = CertificatePlace.of(context, hosts, storages);
            Pair good = place.goodCopy();
            if (place.installed().filter(good::sameAs).isEmpty()) {
                throw new Refused("The installed files are not the good copy");
            }
            Optional<TlsCertificate.Served> served = place.certificate().served();
            if (served.isEmpty()) {
                return StepOutcome.done("the installed files are the good copy; nobody was asked");
            }
            return ask(context, place.certificate(), served.get(), good.leaf());
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    /** A service that reads its files again goes on with the old ones for a moment. */
    private static StepOutcome ask(
            StepContext context, TlsCertificate certificate, TlsCertificate.Served served, X509Certificate wanted) {
        String at = served.address() + ":" + served.port();
        context.command("openssl s_client -connect " + at + " -servername " + name(certificate));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            context.guard();
            String wrong;
            try {
                X509Certificate shown = Handshake.served(served.address(), served.port(), name(certificate));
                if (shown.equals(wanted)) {
                    return StepOutcome.done(at + " shows the certificate with the number " + Pair.serial(shown));
                }
                wrong = at + " shows another certificate, with the number " + Pair.serial(shown) + " instead of "
                        + Pair.serial(wanted);
            } catch (Refused e) {
                wrong = e.getMessage();
            }
            if (System.nanoTime() > deadline) {
                return new StepOutcome.Failed(wrong, true);
            }
            context.progress(wrong);
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return new StepOutcome.Failed("interrupted: " + wrong, true);
            }
        }
    }

    private static String name(TlsCertificate certificate) {
        String first = certificate.names().getFirst();
        return first.startsWith("*.") ? "www" + first.substring(1) : first;
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
