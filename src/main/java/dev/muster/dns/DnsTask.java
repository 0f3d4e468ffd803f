package dev.muster.dns;

import dev.muster.common.Refused;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the steps of one run share: the entry, the site that its names shall lead to, and the facts of the run about them.
 */
record DnsTask(StepContext context, DnsEntry entry, DnsEntry.Site site) {

    static final Duration SOON = Duration.ofSeconds(5);

    /** Longer than Cloudflare blocks whoever asks too often. */
    private static final Duration USUAL_WAIT = Duration.ofMinutes(10);

    static final StepSetting AT_MOST = StepSetting.optional(
            "at-most",
            StepSetting.Kind.DURATION,
            "how long it waits for a provider that cannot be asked; 10 min when it is not said");

    static final List<StepSetting> SETTINGS = List.of(
            StepSetting.required("dns", StepSetting.Kind.DNS, "whose names"),
            StepSetting.optional(
                    "site",
                    StepSetting.Kind.TEXT,
                    "the site that they shall lead to; the run's parameter site when it is not said"));

    static List<StepSetting> patientSettings() {
        List<StepSetting> settings = new ArrayList<>(SETTINGS);
        settings.add(AT_MOST);
        return List.copyOf(settings);
    }

    /** @throws Refused when the plan knows no such entry or site */
    static DnsTask of(StepContext context) {
        String key = context.setting("dns").orElse("");
        DnsEntry entry =
                context.plan().dns(key).orElseThrow(() -> new Refused("The plan has no entry " + key + " under dns"));
        String site =
                context.setting("site").or(() -> context.parameter("site")).orElse("");
        return new DnsTask(
                context,
                entry,
                entry.site(site)
                        .orElseThrow(() -> new Refused("“" + site + "” is no site of " + entry.key() + "; allowed: "
                                + String.join(
                                        ", ",
                                        entry.sites().stream()
                                                .map(DnsEntry.Site::key)
                                                .toList()))));
    }

    private String fact(String what) {
        return "dns." + entry.key() + "." + what;
    }

    void keepSnapshot(DnsRecord record) {
        context.keepFact(fact(record.name() + ".before"), record.text());
    }

    /** What the record was before the run. */
    Optional<DnsRecord> snapshot(String name) {
        return context.fact(fact(name + ".before")).map(DnsRecord::of);
    }

    /** What the record shall be: the snapshot with the site's value. */
    DnsRecord wanted(DnsRecord snapshot) {
        return snapshot.holding(site.value());
    }

    /** How long it has gone on under that name; from now on, when it has not begun. */
    Duration since(String what) {
        Instant begun = context.fact(fact(what))
                .filter(it -> !it.isEmpty())
                .map(Instant::parse)
                .orElseGet(() -> {
                    Instant now = context.now();
                    context.keepFact(fact(what), now.toString());
                    return now;
                });
        return Duration.between(begun, context.now());
    }

    /** The next time begins anew. */
    void over(String what) {
        if (context.fact(fact(what)).filter(it -> !it.isEmpty()).isPresent()) {
            context.keepFact(fact(what), "");
        }
    }

    /** Somebody decided to go on without it. */
    void degraded(String why) {
        context.keepFact(fact("degraded"), why);
    }

    /** Why the names do not lead where they shall. */
    Optional<String> degraded() {
        return context.fact(fact("degraded")).filter(it -> !it.isEmpty());
    }

    void byHand(String who) {
        context.keepFact(fact("by-hand"), who);
    }

    /** Who changed it instead of Muster. */
    Optional<String> byHand() {
        return context.fact(fact("by-hand")).filter(it -> !it.isEmpty());
    }

    /** Nothing is known of what people did before. */
    void anew() {
        over("degraded");
        over("by-hand");
    }

    /** How long a provider is waited for that cannot be asked. */
    Duration atMost() {
        return context.setting("at-most").map(Duration::parse).orElse(USUAL_WAIT);
    }

    List<DnsHelp.Goal> goals() {
        return entry.names().stream()
                .map(it -> new DnsHelp.Goal(it, site.value()))
                .toList();
    }

    /** The site whose value that is, for people. */
    String siteOf(DnsRecord record) {
        return entry.sites().stream()
                .filter(it -> record.holds(it.value()))
                .findFirst()
                .map(it -> it.value() + " (" + it.key() + ")")
                .orElse(record.content() + " (no site of the plan)");
    }
}
