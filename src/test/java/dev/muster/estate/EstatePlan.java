package dev.muster.estate;

import dev.muster.practice.ObjectStore;
import dev.muster.practice.PracticeData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * The shipped plan as it stands, with the addresses, host keys and secrets of the container estate in their places. What
 * is added to the shipped plan comes along by itself as long as it names the plan's machines.
 */
final class EstatePlan {

    /** Debian's {@code postgresql} is a wrapper that counts as active whatever becomes of the server. */
    private static final String POSTGRES_UNIT = "postgresql@15-main";

    /** On the host of the configuration itself: no machine of the estate serves git. */
    static final String REMOTE = "/srv/etc.git";

    private EstatePlan() {}

    static String of(ContainerEstate estate) {
        String text = shipped();
        for (Map.Entry<String, EstateHost> machine : machines(estate).entrySet()) {
            text = text.replace(machine.getKey(), machine.getValue().address());
        }
        text = text.replace("git@git.company.com:bdc/etc.git", REMOTE)
                .replace("roles: [bdc_user]", "roles: [" + PracticeData.ROLE + "]")
                .replace("yourdomain.com", ContainerEstate.DOMAIN)
                .replace("${env:BDC_DATABASE_PASSWORD}", "${file:" + estate.resolve("postgres-password") + "}")
                .replace("${env:BDC_BACKUP_SECRET_KEY}", "${file:" + estate.resolve("s3-secret") + "}")
                .replace("${env:BDC_BACKUP_ACCESS_KEY}", "${file:" + estate.resolve("s3-key") + "}")
                .replace(
                        "/etc/muster/ssh/id_ed25519",
                        estate.resolve("id_ed25519").toString());
        Yaml yaml = yaml();
        Map<String, Object> plan = map(yaml.load(text));
        machines(estate)
                .forEach((name, machine) -> part(plan, "hosts", key(name)).put("host-key", machine.fingerprint()));
        part(plan, "services", "postgresql").put("runtime", Map.of("systemd", POSTGRES_UNIT));
        part(plan, "services", "postgresql-standby").put("runtime", Map.of("systemd", POSTGRES_UNIT));
        part(plan, "services", "nginx").put("health", "http://" + estate.app1().address() + "/health");
        part(plan, "certificates", "site").put("roots", "/backup/ssl/roots.pem");
        Map<String, Object> storage = part(plan, "storages", "off-site");
        storage.put("endpoint", estate.store().endpoint());
        storage.put("bucket", ObjectStore.BUCKET);
        storage.put("path-style", "true");
        return yaml.dump(plan);
    }

    /** By the names that stand in the shipped plan. There is no machine for copies: the standby is used. */
    private static Map<String, EstateHost> machines(ContainerEstate estate) {
        Map<String, EstateHost> machines = new LinkedHashMap<>();
        machines.put("primary.db.server", estate.primary());
        machines.put("standby.db.server", estate.standby());
        machines.put("app1.server.com", estate.app1());
        machines.put("app2.server.com", estate.app2());
        machines.put("backup.server.com", estate.standby());
        return machines;
    }

    private static String key(String name) {
        return name.substring(0, name.indexOf('.'));
    }

    private static Map<String, Object> part(Map<String, Object> plan, String block, String key) {
        return map(map(plan.get(block)).get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    private static String shipped() {
        try (InputStream stream = Objects.requireNonNull(
                EstatePlan.class.getResourceAsStream("/plan/bdc.yaml"), "the shipped plan is not on the class path")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes every value as text, so that what is not replaced comes out as it went in: dates, versions, phones. */
    private static Yaml yaml() {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(120);
        LoaderOptions loading = new LoaderOptions();
        return new Yaml(new SafeConstructor(loading), new Representer(options), options, loading, new Resolver() {
            @Override
            protected void addImplicitResolvers() {}
        });
    }
}
