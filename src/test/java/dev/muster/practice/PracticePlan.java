package dev.muster.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The shipped BDC plan with the hosts, services, databases and storages of the practice estate in their places. */
public final class PracticePlan {

    private PracticePlan() {}

    /** The YAML text; its messages go nowhere. */
    public static String of(PostgresCluster primary, BdcProcess bdc, String storeEndpoint, Path storeSecret) {
        return of(new PracticeParts(
                primary,
                Optional.empty(),
                bdc,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                storeEndpoint,
                storeSecret));
    }

    /** The YAML text; its messages go nowhere. */
    public static String of(PracticeParts parts) {
        Yaml yaml = yaml();
        return text(yaml, adapted(shipped(yaml), parts));
    }

    /** The YAML text as the caller changes it; its messages go nowhere. */
    public static String of(PracticeParts parts, Consumer<Map<String, Object>> change) {
        Yaml yaml = yaml();
        Map<String, Object> plan = adapted(shipped(yaml), parts);
        change.accept(plan);
        return text(yaml, plan);
    }

    /** The YAML text; its messages go to the estate's receivers. */
    static String of(PracticeParts parts, ReceiversProcess receivers) {
        Yaml yaml = yaml();
        Map<String, Object> plan = adapted(shipped(yaml), parts);
        inner(plan, "channels", "primary").put("webhook", "${file:" + receivers.webhookFile() + "}");
        inner(plan, "channels", "secondary")
                .put(
                        "smtp",
                        map(
                                "host",
                                "127.0.0.1",
                                "port",
                                String.valueOf(receivers.mailPort()),
                                "encryption",
                                "none",
                                "from",
                                "muster@practice.example"));
        receivers.names().addTo(plan);
        return text(yaml, plan);
    }

    private static String text(Yaml yaml, Map<String, Object> plan) {
        PracticeUpkeep.withoutWhatIsElsewhere(plan);
        return "# Written by bin/run at each start: the shipped plan on the practice estate.\n" + yaml.dump(plan);
    }

    private static Map<String, Object> adapted(Map<String, Object> plan, PracticeParts parts) {
        BdcProcess bdc = parts.bdc();
        plan.put("hosts", Map.of("local", map("connection", "local", "address", "127.0.0.1")));
        Map<String, Object> services = PracticeServices.of(parts);
        plan.put("services", services);
        inner(plan, "backups", "application-daily")
                .put("source", bdc.program().directory().toString());
        Map<String, Object> files = inner(plan, "backups", "files-incremental");
        files.put("source", bdc.program().directory().toString());
        files.put("folder", map("host", "local", "path", bdc.program().directory() + "-copies"));
        withoutOtherServices(plan, services.keySet());
        if (parts.redis().isEmpty()) {
            withoutRedis(plan);
        }
        List<String> users = parts.second().isPresent() ? List.of("bdc", "bdc2") : List.of("bdc");
        plan.put("databases", new LinkedHashMap<>(Map.of("bdc", database(parts.primary(), users))));
        PracticeFailover.add(inner(plan, "databases", "bdc"), parts);
        withEveryUser(inner(plan, "procedures", "restore-database"), users);
        PracticeProxies.adapt(plan, parts);
        PracticeIsolation.adapt(plan, parts);
        smokeTest(plan, bdc);
        plan.put(
                "storages",
                Map.of(
                        "off-site",
                        map(
                                "title",
                                "Off-site backups (the object store of the estate)",
                                "endpoint",
                                parts.storeEndpoint(),
                                "region",
                                "us-east-1",
                                "bucket",
                                ObjectStore.BUCKET,
                                "path-style",
                                "true",
                                "access-key",
                                "${env:" + PracticeConsole.ACCESS_KEY + "}",
                                "secret-key",
                                "${file:" + parts.storeSecret() + "}")));
        PracticeProbes.add(plan, parts);
        return plan;
    }

    /** The plan on paper runs a script of BDC; here a copy of the practice BDC is started on the scratch database. */
    @SuppressWarnings("unchecked")
    private static void smokeTest(Map<String, Object> plan, BdcProcess bdc) {
        Map<String, Object> drill = inner(plan, "procedures", "drill-restore");
        for (Map<String, Object> step : (List<Map<String, Object>>) Objects.requireNonNull(drill.get("steps"))) {
            if ("smoke-test".equals(step.get("type"))) {
                step.put("host", "local");
                step.put("command", BdcSmokeTest.commandLine(bdc.program().directory()));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> inner(Map<String, Object> plan, String block, String key) {
        Map<String, Map<String, Object>> entries = (Map<String, Map<String, Object>>) plan.get(block);
        return Objects.requireNonNull(Objects.requireNonNull(entries).get(key));
    }

    /** Takes out the steps for what does not run here. */
    @SuppressWarnings("unchecked")
    private static void withoutOtherServices(Map<String, Object> plan, Set<String> services) {
        Map<String, Map<String, Object>> procedures = (Map<String, Map<String, Object>>) plan.get("procedures");
        Objects.requireNonNull(procedures).values().forEach(procedure -> ((List<Map<String, Object>>)
                        Objects.requireNonNull(procedure.get("steps")))
                .removeIf(step -> step.containsKey("service") && !services.contains(step.get("service"))));
    }

    /** Whoever uses the database stops for its swap: the shipped plan knows one application, the estate may have two. */
    @SuppressWarnings("unchecked")
    private static void withEveryUser(Map<String, Object> procedure, List<String> users) {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (Map<String, Object> step : (List<Map<String, Object>>) Objects.requireNonNull(procedure.get("steps"))) {
            steps.add(step);
            if (List.of("stop-service", "start-service").contains(step.get("type"))) {
                users.stream().skip(1).forEach(user -> {
                    Map<String, Object> more = new LinkedHashMap<>(step);
                    more.put("title", ("stop-service".equals(step.get("type")) ? "Stop " : "Start ") + user);
                    more.put("service", user);
                    steps.add(more);
                });
            }
        }
        procedure.put("steps", steps);
    }

    @SuppressWarnings("unchecked")
    private static void withoutRedis(Map<String, Object> plan) {
        List<String> gone = List.of("back-up-redis", "restore-redis");
        part(plan, "backups").remove("redis-daily");
        part(plan, "procedures").keySet().removeAll(gone);
        part(plan, "scenarios").values().forEach(it -> ((List<String>)
                        Objects.requireNonNull(((Map<String, Object>) it).get("procedures")))
                .removeAll(gone));
        PracticeUpkeep.withoutUse(plan, List.of("restore-redis"), List.of("snapshot"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> part(Map<String, Object> plan, String key) {
        return (Map<String, Object>) Objects.requireNonNull(plan.get(key));
    }

    private static Map<String, Object> database(PostgresCluster primary, List<String> users) {
        return map(
                "title",
                "BDC database",
                "name",
                PracticeData.DATABASE,
                "host",
                "local",
                "address",
                primary.host(),
                "port",
                String.valueOf(primary.port()),
                "user",
                primary.user(),
                "password",
                "${file:" + primary.passwordFile() + "}",
                "system-identifier",
                primary.systemIdentifier(),
                "services",
                users,
                "checks",
                List.of(
                        map("title", "There are users", "sql", "select count(*) from users", "expect", "> 0"),
                        map(
                                "title",
                                "Every order has its user",
                                "sql",
                                "select count(*) from orders o left join users u on u.id = o.user_id where u.id is"
                                        + " null",
                                "expect",
                                "0")));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> shipped(Yaml yaml) {
        try (InputStream stream = Objects.requireNonNull(
                PracticePlan.class.getResourceAsStream("/plan/bdc.yaml"),
                "the shipped plan is not on the class path")) {
            return (Map<String, Object>) yaml.load(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
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

    private static Map<String, Object> map(Object... keysAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return map;
    }
}
