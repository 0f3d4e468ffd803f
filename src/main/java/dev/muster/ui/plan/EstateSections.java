package dev.muster.ui.plan;

import static dev.muster.ui.plan.PlanBlocks.bullets;
import static dev.muster.ui.plan.PlanBlocks.card;
import static dev.muster.ui.plan.PlanBlocks.cards;
import static dev.muster.ui.plan.PlanBlocks.chip;
import static dev.muster.ui.plan.PlanBlocks.chips;
import static dev.muster.ui.plan.PlanBlocks.code;
import static dev.muster.ui.plan.PlanBlocks.entry;
import static dev.muster.ui.plan.PlanBlocks.facts;
import static dev.muster.ui.plan.PlanBlocks.muted;
import static dev.muster.ui.plan.PlanBlocks.numbered;
import static dev.muster.ui.plan.PlanBlocks.section;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Section;
import dev.muster.plan.BackupPolicy;
import dev.muster.plan.Database;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Procedure;
import dev.muster.plan.Proxy;
import dev.muster.plan.Service;
import dev.muster.plan.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What the plan says about machines, what runs on them, their backups and the procedures. */
final class EstateSections {

    private final Plan plan;

    EstateSections(Plan plan) {
        this.plan = plan;
    }

    Section services() {
        return section(
                "services", "Services", cards(plan.services(), "The plan names no service.", EstateSections::service));
    }

    private static Component service(Service service) {
        PlanBlocks.Facts facts =
                facts().with("Runs on", service.host()).with("Started by", supervision(service.supervision()));
        service.health().ifPresent(it -> facts.with("Healthy when", code(it)));
        service.probe()
                .ifPresent(it -> facts.with("Reads from", code(it.read())).with("Writes to", code(it.write())));
        service.redis().ifPresent(it -> facts.with("Redis", code(it.address() + ":" + it.port()))
                .with("Its snapshot", code(it.file())));
        String tier = PlanWords.word(service.tier()).replace(' ', '-');
        return card(service.title(), chip(tier, tier), facts);
    }

    private static String supervision(Service.Supervision supervision) {
        return switch (supervision) {
            case Service.Systemd it -> "systemd unit " + it.unit();
            case Service.PlainProcess it -> "the process " + it.start().getFirst() + " in " + it.directory();
            case Service.Commands it -> "the command " + String.join(" ", it.start());
            case Service.External it -> "others: Muster only looks at it";
        };
    }

    Section hosts() {
        return section("hosts", "Hosts", cards(plan.hosts(), "The plan names no host.", EstateSections::host));
    }

    private static Component host(Host host) {
        PlanBlocks.Facts facts = facts().with("Address", code(host.address()));
        switch (host.reach()) {
            case Host.Local local -> facts.with("Reached", "on this machine");
            case Host.Ssh ssh -> reach(facts, ssh);
        }
        return card(host.key(), facts);
    }

    private static void reach(PlanBlocks.Facts facts, Host.Ssh ssh) {
        facts.with("Reached", "over SSH as " + ssh.user() + ", port " + ssh.port())
                .with("Signs in with", login(ssh.login()));
        ssh.hostKey()
                .ifPresentOrElse(
                        it -> facts.with("Host key", code(it)),
                        () -> facts.with("Host key", "not pinned: every connection is refused"));
        facts.with("Commands", ssh.sudo() ? "run through sudo" : "run as " + ssh.user())
                .with("Waits for a connection", PlanWords.duration(ssh.connectTimeout()));
    }

    private static String login(Host.Login login) {
        return switch (login) {
            case Host.KeyFile file ->
                "the key " + file.path()
                        + (file.passphrase().reference().isEmpty()
                                ? ""
                                : ", passphrase from " + file.passphrase().reference());
            case Host.Agent agent -> "the SSH agent's keys";
        };
    }

    Section proxies() {
        return section("proxies", "Proxies", cards(plan.proxies(), "The plan names no proxy.", EstateSections::proxy));
    }

    private static Component proxy(Proxy proxy) {
        PlanBlocks.Facts facts = facts().with("Runs as", proxy.service())
                .with("Muster writes", code(proxy.file()))
                .with(
                        "Answers for",
                        String.join(", ", proxy.site().serverNames()) + " at "
                                + String.join(", ", proxy.site().listen()))
                .with("Verified at", code(proxy.verify()))
                .with("While blocked", proxy.maintenance().text());
        return card(
                proxy.title(),
                facts,
                numbered(proxy.upstream().servers().stream()
                        .map(it -> entry(it.key(), code(it.address() + ":" + it.port()), code(it.health())))
                        .toList()));
    }

    Section databases() {
        return section(
                "databases", "Databases", cards(plan.databases(), "The plan names no database.", this::database));
    }

    private Component database(Database database) {
        PlanBlocks.Facts facts = facts().with("Name", code(database.name()))
                .with("Server", code(database.address() + ":" + database.port()))
                .with("Host", database.host())
                .with("Account", database.user() + password(database))
                .with("Stops for a swap", titles(database.services()));
        database.systemIdentifier().ifPresent(it -> facts.with("Cluster", code(it)));
        List<Component> checks = database.checks().stream()
                .map(it -> entry(it.title(), code(it.sql()), code(it.expect())))
                .toList();
        return card(
                database.title(),
                facts,
                checks.isEmpty() ? muted("No check of its own after a restore.") : numbered(checks),
                database.failover()
                        .map(it -> FailoverFacts.of(it, plan))
                        .orElseGet(() -> muted("No standby: it cannot fail over.")));
    }

    private static String password(Database database) {
        String reference = database.password().reference();
        return reference.isEmpty() ? ", no password" : ", password from " + reference;
    }

    private String titles(List<String> services) {
        return services.isEmpty()
                ? "nothing"
                : services.stream()
                        .map(key -> plan.service(key).map(Service::title).orElse(key))
                        .collect(Collectors.joining(", "));
    }

    Section storages() {
        return section(
                "storages",
                "Backup storage",
                cards(plan.storages(), "The plan names no storage for backups.", EstateSections::storage));
    }

    private static Component storage(Storage storage) {
        PlanBlocks.Facts facts = facts().with("Bucket", code("s3://" + storage.bucket() + "/" + storage.prefix()))
                .with("Region", storage.region())
                .with(
                        "Keys",
                        storage.accessKey().reference() + ", "
                                + storage.secretKey().reference());
        storage.endpoint().ifPresent(it -> facts.with("Server", code(it)));
        return card(storage.title(), facts);
    }

    Section dns() {
        return section("dns", "Names", cards(plan.dns(), "The plan keeps no name.", EstateSections::dns));
    }

    private static Component dns(DnsEntry dns) {
        PlanBlocks.Facts facts = facts().with("Names", code(String.join(", ", dns.names())))
                .with("Zone", dns.zone() + ", kept by " + provider(dns.provider()));
        dns.sites().forEach(it -> facts.with("At " + it.key(), code(dns.type() + " " + it.value())));
        facts.with("Asked", code(dns.authoritative().toString())).with("Resolvers asked", code(resolvers(dns)));
        return card(dns.title(), facts.with("Waits at most", PlanWords.duration(dns.ttl())));
    }

    private static String resolvers(DnsEntry dns) {
        return dns.resolvers().stream().map(DnsEntry.Server::toString).collect(Collectors.joining(", "));
    }

    private static String provider(DnsEntry.Provider provider) {
        return switch (provider) {
            case DnsEntry.Cloudflare it ->
                "Cloudflare, zone " + it.zoneId() + ", token from " + it.token().reference();
            case DnsEntry.Route53 it ->
                "Route 53, hosted zone " + it.hostedZone() + ", keys from "
                        + it.accessKey().reference() + " and " + it.secretKey().reference();
            case DnsEntry.DynamicUpdate it ->
                it.server() + " by signed updates, key " + it.keyName() + " from "
                        + it.secret().reference();
        };
    }

    Section backups() {
        return section("backups", "Backups", cards(plan.backups(), "Nothing is backed up.", this::backup));
    }

    private Component backup(BackupPolicy policy) {
        PlanBlocks.Facts facts = facts().with(
                        "Copies",
                        plan.database(policy.source()).map(Database::title).orElse(policy.source()))
                .with("Every", PlanWords.duration(policy.every()))
                .with("To", plan.storage(policy.storage()).map(Storage::title).orElse(policy.storage()))
                .with("Kept", PlanWords.duration(policy.keep()));
        policy.folder().ifPresent(it -> facts.with("Copies lie in", it.path() + " on " + it.host()));
        policy.keepLocal().ifPresent(it -> facts.with("Kept locally", PlanWords.duration(it)));
        return card(policy.title(), facts);
    }

    Section procedures() {
        return section(
                "procedures",
                "Procedures",
                cards(plan.procedures(), "The plan has no procedure.", EstateSections::procedure));
    }

    private static Component procedure(Procedure procedure) {
        List<Component> parts = new ArrayList<>();
        parts.add(muted(procedure.description()));
        if (!procedure.parameters().isEmpty()) {
            parts.add(chips(procedure.parameters().stream()
                    .map(it -> it.title() + ": "
                            + it.defaultValue()
                                    .map(value -> value + " unless chosen")
                                    .orElse("to choose"))
                    .toList()));
        }
        parts.add(numbered(procedure.steps().stream().map(EstateSections::step).toList()));
        return card(procedure.title(), parts.toArray(Component[]::new));
    }

    private static Component step(Procedure.Step step) {
        String settings = step.with().entrySet().stream()
                .map(it -> " " + it.getKey() + "=" + it.getValue())
                .sorted()
                .collect(Collectors.joining());
        return entry(step.title(), code(step.type() + settings));
    }

    Section bestPractices() {
        return section(
                "best-practices",
                "Best practices",
                plan.bestPractices().isEmpty()
                        ? PlanBlocks.none("The plan names none.")
                        : bullets(plan.bestPractices()));
    }
}
