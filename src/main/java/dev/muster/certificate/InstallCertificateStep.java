package dev.muster.certificate;

import dev.muster.application.ServiceReloads;
import dev.muster.backup.Storages;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.PartCondition;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Installs chain and key as a pair; a service that does not take them gets those before back. */
@Component
class InstallCertificateStep implements RecoveryStep {

    private final Hosts hosts;
    private final Storages storages;
    private final ServiceReloads reloads;

    InstallCertificateStep(Hosts hosts, Storages storages, ServiceReloads reloads) {
        this.hosts = hosts;
        this.storages = storages;
        this.reloads = reloads;
    }

    @Override
    public String type() {
        return "install-certificate";
    }

    @Override
    public String about() {
        return "Installs chain (644) and key (600) together, keeps those before, asks the services whether they take"
                + " them and lets them read them; when one does not, the pair before is put back.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(CertificatePlace.SETTING);
    }

    @Override
    public StepDescription describe(StepContext context) {
        CertificatePlace place = CertificatePlace.of(context, hosts, storages);
        List<String> commands = new ArrayList<>(List.of(
                "install --mode 600 " + place.certificate().source().key() + " " + place.key(),
                "install --mode 644 " + place.certificate().source().chain() + " " + place.chain()));
        commands.addAll(reloads.commands(context, place.certificate().services()));
        return new StepDescription(
                "Installs chain and key on " + place.certificate().host(),
                commands,
                List.of("The pair before is no longer in use. It stays in " + place.before(place.chain()) + " and "
                        + place.before(place.key()) + "."),
                "puts the pair before back and lets the services read it");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            CertificatePlace place = CertificatePlace.of(context, hosts, storages);
            List<Finding> findings =
                    new ArrayList<>(reloads.check(context, place.certificate().services()));
            for (var file : List.of(place.chain(), place.key())) {
                place.target().facts(file).ifPresent(it -> {
                    switch (it.kind()) {
                        case FILE -> {
                            // replaced, and kept
                        }
                        case LINK ->
                            findings.add(Finding.warn(
                                    "link",
                                    file + " is a link and will be a file: what renews the certificate must be told"
                                            + " again afterwards"));
                        case FOLDER, OTHER ->
                            findings.add(Finding.block("file", file + " is neither a file nor a link"));
                    }
                });
            }
            return findings;
        } catch (Refused e) {
            return List.of(Finding.block("certificate", e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        CertificatePlace place;
        Pair pair;
        try {
            place = CertificatePlace.of(context, hosts, storages);
            pair = CheckCertificateStep.sound(place);
            if (place.fact("checked")
                    .filter(it -> !it.equals(Pair.fingerprint(pair.leaf())))
                    .isPresent()) {
                throw new Refused("The good copy is another one than the one that was checked: start again");
            }
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
        try {
            return install(place, pair);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage() + putBack(place), true);
        }
    }

    private StepOutcome install(CertificatePlace place, Pair pair) {
        StepContext context = place.context();
        boolean begun = place.fact("installing").isPresent();
        if (!begun && place.installed().filter(pair::sameAs).isPresent()) {
            String left = "the pair with the number " + Pair.serial(pair.leaf()) + " is installed already";
            return StepOutcome.done("left as it was: " + left, Map.of(PartCondition.LEFT, left));
        }
        InstalledFiles files = new InstalledFiles(place);
        if (!begun) {
            place.keep("none-before", files.missing());
            place.keep("installing", Pair.fingerprint(pair.leaf()));
        }
        context.command("install --mode 600 <key> " + place.key());
        context.command("install --mode 644 <chain> " + place.chain());
        files.put(pair);
        Optional<String> refusal = reloads.refusal(context, place.certificate().services());
        if (refusal.isPresent()) {
            throw new Refused(refusal.get());
        }
        reloads.tell(context, place.certificate().services());
        return StepOutcome.done("the pair with the number " + Pair.serial(pair.leaf())
                + " is installed; the one before is " + place.before(place.chain()) + " and "
                + place.before(place.key()).getFileName());
    }

    private String putBack(CertificatePlace place) {
        try {
            back(place);
            return ". The pair before is in place again";
        } catch (Refused e) {
            return ". The pair before could not be put back either: " + e.getMessage() + ". It is "
                    + place.before(place.chain()) + " and " + place.before(place.key());
        }
    }

    private void back(CertificatePlace place) {
        new InstalledFiles(place).back();
        place.keep("installing", "");
        reloads.tell(place.context(), place.certificate().services());
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            CertificatePlace place = CertificatePlace.of(context, hosts, storages);
            if (place.fact("installing").isEmpty()) {
                return StepOutcome.done("nothing was installed");
            }
            back(place);
            return StepOutcome.done("the pair before is in place again");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepEffect effect() {
        return StepEffect.DESTRUCTIVE;
    }

    @Override
    public boolean hasWayBack() {
        return true;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
