package dev.muster.certificate;

import dev.muster.backup.Storages;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Nothing is installed before this step is content with chain, key, names and times. */
@Component
class CheckCertificateStep implements RecoveryStep {

    private final Hosts hosts;
    private final Storages storages;

    CheckCertificateStep(Hosts hosts, Storages storages) {
        this.hosts = hosts;
        this.storages = storages;
    }

    @Override
    public String type() {
        return "check-certificate";
    }

    @Override
    public String about() {
        return "Checks the good copy of a certificate: order and trust of the chain, key, host names and validity;"
                + " installs nothing.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(CertificatePlace.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        CertificatePlace place = CertificatePlace.of(context, hosts, storages);
        Pair pair = place.goodCopy();
        return StepDescription.of(
                "Checks chain and key on " + place.certificate().source().where() + ": "
                        + PairCheck.name(pair.leaf()) + ", number " + Pair.serial(pair.leaf()) + ", valid until "
                        + pair.leaf().getNotAfter().toInstant(),
                List.of("openssl verify " + place.certificate().source().chain()));
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            return findings(CertificatePlace.of(context, hosts, storages));
        } catch (Refused e) {
            return List.of(Finding.block("certificate", e.getMessage()));
        }
    }

    static List<Finding> findings(CertificatePlace place) {
        return new PairCheck(
                        place.certificate(),
                        place.roots().map(Pem::certificates),
                        place.context().now())
                .findings(place.goodCopy());
    }

    /** @throws Refused with everything that forbids it */
    static Pair sound(CertificatePlace place) {
        Pair pair = place.goodCopy();
        List<String> wrong = new ArrayList<>();
        for (Finding finding : new PairCheck(
                        place.certificate(),
                        place.roots().map(Pem::certificates),
                        place.context().now())
                .findings(pair)) {
            place.context().log(finding.level() + " " + finding.check() + ": " + finding.message());
            if (finding.level() == Finding.Level.BLOCK) {
                wrong.add(finding.message());
            }
        }
        if (!wrong.isEmpty()) {
            throw new Refused("Nothing is installed: " + String.join("; ", wrong));
        }
        return pair;
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            CertificatePlace place = CertificatePlace.of(context, hosts, storages);
            Pair pair = sound(place);
            String key = "certificate." + place.certificate().key();
            return StepOutcome.done(
                    PairCheck.name(pair.leaf()) + ", number " + Pair.serial(pair.leaf()) + ", is sound and valid until "
                            + pair.leaf().getNotAfter().toInstant(),
                    Map.of(
                            key + ".serial", Pair.serial(pair.leaf()),
                            key + ".checked", Pair.fingerprint(pair.leaf())));
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
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
