package dev.muster.practice;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        Yaml yaml = yaml();
        Map<String, Object> plan = adapted(shipped(yaml), primary, bdc, storeEndpoint, storeSecret);
        PracticeProbes.add(plan, primary, null, bdc);
        return text(yaml, plan);
    }

    /** The YAML text; its messages go to the estate's receivers. */
    static String of(
            PostgresCluster primary,
            PostgresCluster standby,
            BdcProcess bdc,
            StoreProcess store,
            ReceiversProcess receivers) {
        Yaml yaml = yaml();
        Map<String, Object> plan = adapted(shipped(yaml), primary, bdc, store.endpoint(), store.secretFile());
        PracticeProbes.add(plan, primary, standby, bdc);
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
        return text(yaml, plan);
    }

    private static String text(Yaml yaml, Map<String, Object> plan) {
        return "# Written by bin/run at each start: the shipped plan on the practice estate.\n" + yaml.dump(plan);
    }

    private static Map<String, Object> adapted(
            Map<String, Object> plan, PostgresCluster primary, BdcProcess bdc, String storeEndpoint, Path storeSecret) {
        plan.put("hosts", Map.of("local", map("connection", "local", "address", "127.0.0.1")));
        Map<String, Object> services = Map.of("bdc", service(bdc));
        plan.put("services", services);
        inner(plan, "backups", "application-daily")
                .put("source", bdc.program().directory().toString());
        withoutOtherServices(plan, services.keySet());
        plan.remove("configurations");
        plan.remove("certificates");
        plan.put("databases", Map.of("bdc", database(primary)));
        smokeTest(plan, bdc);
        plan.put(
                "storages",
                Map.of(
                        "off-site",
                        map(
                                "title",
                                "Off-site backups (the object store of the estate)",
                                "endpoint",
                                storeEndpoint,
                                "region",
                                "us-east-1",
                                "bucket",
                                ObjectStore.BUCKET,
                                "path-style",
                                "true",
                                "access-key",
                                "${env:" + PracticeConsole.ACCESS_KEY + "}",
                                "secret-key",
                                "${file:" + storeSecret + "}")));
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

    private static Map<String, Object> service(BdcProcess bdc) {
        JavaProgram program = bdc.program();
        return map(
                "title",
                "BDC",
                "tier",
                "critical",
                "host",
                "local",
                "runtime",
                Map.of(
                        "process",
                        map(
                                "start",
                                program.arguments(),
                                "directory",
                                program.directory().toString(),
                                "pid-file",
                                program.pidFile().toString(),
                                "log-file",
                                program.logFile().toString())),
                "health",
                bdc.url() + "/health",
                "probe",
                map("read", bdc.url() + "/users/count", "write", bdc.url() + "/users"));
    }

    private static Map<String, Object> database(PostgresCluster primary) {
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
                List.of("bdc"),
                "checks",
                List.of(
                        map("title", "There are users", "sql", "select count(*) from users", "expect", "> 0"),
                        map(
                                "title",
                                "Every order has its user",
                                "sql",
                                "select count(*) from orders o left join users u on u.id = o.user_id where u.id is null",
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
