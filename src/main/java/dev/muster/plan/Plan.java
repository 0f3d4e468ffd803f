package dev.muster.plan;

import dev.muster.common.Refused;
import java.util.List;
import java.util.Optional;

/**
 * The disaster recovery plan as one immutable value. Lists keep the order of the file; keys are unique within a list
 * and every reference between parts has been checked.
 *
 * @param name for people, such as "BDC Disaster Recovery Plan"
 * @param application what the plan is for, such as "BDC"
 */
public record Plan(
        String name,
        String application,
        Objectives objectives,
        List<Scenario> scenarios,
        List<RecoveryOption> options,
        List<Host> hosts,
        List<Service> services,
        List<Database> databases,
        List<Storage> storages,
        List<Proxy> proxies,
        List<ServiceProbe> probes,
        List<ConfigurationTree> configurations,
        List<TlsCertificate> certificates,
        List<DnsEntry> dns,
        List<TeamRole> team,
        List<Channel> channels,
        List<Template> templates,
        List<Phase> phases,
        List<BackupPolicy> backups,
        List<Procedure> procedures,
        List<Drill> drills,
        List<Review> reviews,
        List<Lesson> lessons,
        List<String> bestPractices) {

    public Optional<Scenario> scenario(String key) {
        return scenarios.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<RecoveryOption> option(String key) {
        return options.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<Host> host(String key) {
        return hosts.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<Service> service(String key) {
        return services.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<Database> database(String key) {
        return databases.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<Storage> storage(String key) {
        return storages.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<ConfigurationTree> configuration(String key) {
        return configurations.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<TlsCertificate> certificate(String key) {
        return certificates.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<DnsEntry> dns(String key) {
        return dns.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<Proxy> proxy(String key) {
        return proxies.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<BackupPolicy> backup(String key) {
        return backups.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    public Optional<Procedure> procedure(String key) {
        return procedures.stream().filter(it -> it.key().equals(key)).findFirst();
    }

    /**
     * The host that another part of the plan names; the reader has seen to it that it is there.
     *
     * @throws Refused when it is not
     */
    public Host needHost(String key) {
        return need("host", key, host(key));
    }

    /** @throws Refused when the plan has none of that key */
    public Service needService(String key) {
        return need("service", key, service(key));
    }

    /** @throws Refused when the plan has none of that key */
    public Database needDatabase(String key) {
        return need("database", key, database(key));
    }

    /** @throws Refused when the plan has none of that key */
    public Storage needStorage(String key) {
        return need("storage", key, storage(key));
    }

    private static <T> T need(String kind, String key, Optional<T> found) {
        return found.orElseThrow(() -> new Refused("The plan has no " + kind + " " + key));
    }
}
