package dev.muster.isolation;

import dev.muster.backup.ObjectStorage;
import dev.muster.backup.Signatures;
import dev.muster.backup.Staging;
import dev.muster.backup.StorageException;
import dev.muster.backup.Storages;
import dev.muster.common.Refused;
import dev.muster.host.Hosts;
import dev.muster.plan.Host;
import dev.muster.plan.StepSetting;
import dev.muster.plan.Storage;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Closes the evidence: list of hashes, signature, read only, a copy in object storage that is read back and compared. */
@Component
class SealEvidenceStep implements RecoveryStep {

    private static final int LARGEST_LIST = 16 * 1024 * 1024;

    private final EvidencePlace place;
    private final Signatures signatures;
    private final Storages storages;
    private final Hosts hosts;

    SealEvidenceStep(EvidencePlace place, Signatures signatures, Storages storages, Hosts hosts) {
        this.place = place;
        this.signatures = signatures;
        this.storages = storages;
        this.hosts = hosts;
    }

    @Override
    public String type() {
        return "seal-evidence";
    }

    @Override
    public String about() {
        return "Closes the run's evidence: hashes, signature, read only and immutable where that may be, and a copy in"
                + " object storage that is read back and compared.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(StepSetting.required("storage", StepSetting.Kind.STORAGE, "where the copy goes"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        Path folder = place.folder(context).path();
        return StepDescription.of(
                "Seals the evidence, makes it read only, and keeps a copy in "
                        + storage(context).title(),
                List.of(
                        "sha256sum > " + EvidenceFolder.HASHES,
                        "sign " + EvidenceFolder.MANIFEST,
                        "put " + storage(context).key() + ":" + location(context),
                        "chattr -R +i -- " + folder));
    }

    @Override
    public List<Finding> check(StepContext context) {
        List<Finding> findings = new ArrayList<>();
        try {
            Files.createDirectories(place.directory());
            findings.add(
                    Files.isWritable(place.directory())
                            ? Finding.ok("evidence folder", place.directory() + " can be written")
                            : Finding.block("evidence folder", place.directory() + " cannot be written"));
        } catch (IOException e) {
            findings.add(Finding.block("evidence folder", place.directory() + " cannot be made: " + e));
        }
        try {
            storages.glance(storage(context)).list(location(context));
            findings.add(Finding.ok("evidence storage", storage(context).title() + " answers"));
        } catch (Refused e) {
            findings.add(Finding.warn("evidence storage", "There will be no copy there: " + e.getMessage()));
        }
        return findings;
    }

    @Override
    public StepOutcome run(StepContext context) {
        EvidenceFolder folder = place.folder(context);
        try {
            if (!folder.sealed()) {
                context.guard();
                seal(context, folder);
            }
            EvidenceList list = EvidenceList.read(folder.read(EvidenceFolder.MANIFEST));
            String lock = WriteOnce.lock(folder.path(), hosts.machine(Host.local("console")), place.immutable());
            list.notTaken().forEach(it -> context.log("NOT TAKEN: " + it));
            copy(context, folder, list);
            return StepOutcome.done(
                    list.pieces().size() + " pieces in " + folder.path() + ", " + lock + "; the copy in "
                            + storage(context).key() + ":" + location(context) + " was read back and is the same"
                            + (list.notTaken().isEmpty()
                                    ? ""
                                    : "; NOT TAKEN: " + list.notTaken().size() + " pieces, each named in "
                                            + EvidenceFolder.MANIFEST),
                    Map.of("evidence.folder", folder.path().toString(), "evidence.location", location(context)));
        } catch (StorageException e) {
            return new StepOutcome.Failed(
                    "The evidence is sealed in " + folder.path() + ". There is no whole copy in the storage: "
                            + e.getMessage(),
                    true);
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private void seal(StepContext context, EvidenceFolder folder) {
        List<EvidenceList.Piece> pieces = new ArrayList<>();
        List<String> notTaken = new ArrayList<>();
        for (String name : folder.pieces()) {
            Path file = folder.path().resolve(name);
            if (name.endsWith(EvidenceFolder.NOT_TAKEN)) {
                notTaken.add(name.substring(0, name.length() - EvidenceFolder.NOT_TAKEN.length()) + ": "
                        + new String(folder.read(name), StandardCharsets.UTF_8).strip());
            }
            pieces.add(new EvidenceList.Piece(name, size(file), Staging.sha256(file)));
        }
        EvidenceList list = new EvidenceList(
                EvidenceList.FORMAT, context.plan().application(), context.runId(), context.now(), pieces, notTaken);
        byte[] bytes = list.toBytes();
        folder.write(EvidenceFolder.HASHES, list.sums().getBytes(StandardCharsets.UTF_8));
        folder.write(EvidenceFolder.MANIFEST, bytes);
        // The signature is the last file: a folder that has it is whole.
        folder.write(EvidenceFolder.SIGNATURE, signatures.sign(bytes));
    }

    private void copy(StepContext context, EvidenceFolder folder, EvidenceList list) {
        ObjectStorage objects = storages.open(storage(context));
        String location = location(context);
        List<String> names = new ArrayList<>(
                list.pieces().stream().map(EvidenceList.Piece::name).toList());
        names.addAll(List.of(EvidenceFolder.HASHES, EvidenceFolder.MANIFEST, EvidenceFolder.SIGNATURE));
        for (String name : names) {
            context.guard();
            context.progress(name);
            objects.put(location + name, folder.path().resolve(name));
        }
        Path back = context.workDirectory().resolve("evidence-read-back");
        for (EvidenceList.Piece piece : list.pieces()) {
            String sha256 = objects.fetch(location + piece.name(), piece.size(), back);
            if (!sha256.equals(piece.sha256())) {
                throw new StorageException(
                        piece.name() + " came back with SHA-256 " + sha256 + " instead of " + piece.sha256());
            }
        }
        signatures.verify(
                objects.read(location + EvidenceFolder.MANIFEST, LARGEST_LIST),
                objects.read(location + EvidenceFolder.SIGNATURE, 1024));
        if (!new String(objects.read(location + EvidenceFolder.HASHES, LARGEST_LIST), StandardCharsets.UTF_8)
                .equals(list.sums())) {
            throw new StorageException(EvidenceFolder.HASHES + " came back changed");
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new Refused(file + " cannot be read: " + e, e);
        }
    }

    private static String location(StepContext context) {
        return "evidence/" + context.plan().application().replaceAll("[^A-Za-z0-9._-]", "_") + "/run-"
                + (context.runId() == 0 ? "<run>" : Long.toString(context.runId())) + "/";
    }

    private static Storage storage(StepContext context) {
        return context.plan().needStorage(context.needSetting("storage"));
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
