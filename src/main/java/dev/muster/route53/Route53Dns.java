package dev.muster.route53;

import dev.muster.dns.DnsProvider;
import dev.muster.dns.DnsRecord;
import dev.muster.dns.DnsTrouble;
import dev.muster.plan.DnsEntry;
import dev.muster.plan.DnsEntry.Route53;
import dev.muster.plan.PlanException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.Route53ClientBuilder;
import software.amazon.awssdk.services.route53.model.Change;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.InvalidChangeBatchException;
import software.amazon.awssdk.services.route53.model.PriorRequestNotCompleteException;
import software.amazon.awssdk.services.route53.model.ResourceRecord;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/**
 * Records that Amazon Route 53 keeps. It knows no "only if", but takes a batch whole or not at all and deletes only what is
 * named exactly: so the old set is given up and the new one made in one batch, and a late one is refused there.
 */
@Component
class Route53Dns implements DnsProvider, DisposableBean {

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final int ENOUGH = 10;

    private final Map<Route53, Route53Client> clients = new ConcurrentHashMap<>();
    private final Duration patience;

    Route53Dns() {
        this(Duration.ofSeconds(4));
    }

    /** @param patience for one answer */
    Route53Dns(Duration patience) {
        this.patience = patience;
    }

    @Override
    public boolean keeps(DnsEntry.Provider provider) {
        return provider instanceof Route53;
    }

    @Override
    public DnsRecord read(DnsEntry entry, String name) {
        return record(entry, name, find(entry, name));
    }

    private static DnsRecord record(DnsEntry entry, String name, ResourceRecordSet set) {
        return new DnsRecord(
                name,
                entry.type(),
                plain(set.resourceRecords().getFirst().value()),
                Duration.ofSeconds(set.ttl()),
                false,
                Optional.ofNullable(set.healthCheckId())
                        .map(it -> "health check " + it)
                        .orElse(""));
    }

    private ResourceRecordSet find(DnsEntry entry, String name) {
        List<ResourceRecordSet> found = asked(entry, it -> it.listResourceRecordSets(
                                question -> question.hostedZoneId(zone(entry).hostedZone())
                                        .startRecordName(name + ".")
                                        .startRecordType(entry.type().name())
                                        .maxItems(String.valueOf(ENOUGH)))
                        .resourceRecordSets())
                .stream()
                .filter(it -> plain(it.name()).equalsIgnoreCase(name)
                        && it.typeAsString().equals(entry.type().name()))
                .toList();
        String what = "The hosted zone " + zone(entry).hostedZone() + " has ";
        if (found.size() != 1) {
            throw DnsTrouble.refused(what + (found.isEmpty() ? "no " : found.size() + " ") + entry.type() + " record"
                    + (found.size() > 1 ? "s " : " ") + name + "; Muster changes exactly one and makes none");
        }
        ResourceRecordSet set = found.getFirst();
        if (set.aliasTarget() != null || set.setIdentifier() != null || set.trafficPolicyInstanceId() != null) {
            throw DnsTrouble.refused(what + "an alias, a routing policy or a traffic policy at " + name
                    + "; Muster changes simple records only");
        }
        if (set.resourceRecords().size() != 1) {
            throw DnsTrouble.refused(
                    what + set.resourceRecords().size() + " values at " + name + "; Muster changes exactly one");
        }
        return set;
    }

    private static String plain(String name) {
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    @Override
    public void change(DnsEntry entry, DnsRecord before, String content, Runnable guard) {
        ResourceRecordSet was = find(entry, before.name());
        DnsRecord now = record(entry, before.name(), was);
        if (!now.is(before)) {
            throw DnsTrouble.changed(
                    before.name() + " is not what it was: it holds " + now.content() + "; it was " + before.content());
        }
        ResourceRecordSet becomes = was.toBuilder()
                .resourceRecords(ResourceRecord.builder().value(content).build())
                .build();
        guard.run();
        asked(
                entry,
                it -> it.changeResourceRecordSets(
                        question -> question.hostedZoneId(zone(entry).hostedZone())
                                .changeBatch(batch -> batch.changes(
                                        change(ChangeAction.DELETE, was), change(ChangeAction.CREATE, becomes)))));
    }

    private static Change change(ChangeAction action, ResourceRecordSet set) {
        return Change.builder().action(action).resourceRecordSet(set).build();
    }

    @Override
    public String request(DnsEntry entry, DnsRecord before, String content) {
        return "ChangeResourceRecordSets " + zone(entry).hostedZone() + ", one batch: " + before.name() + " "
                + before.type() + " " + before.content() + " → " + content;
    }

    @Override
    public String byHand(DnsEntry entry) {
        return "In the Route 53 console, hosted zone " + zone(entry).hostedZone() + " (" + entry.zone() + ")";
    }

    private static Route53 zone(DnsEntry entry) {
        return (Route53) entry.provider();
    }

    private <T> T asked(DnsEntry entry, Function<Route53Client, T> question) {
        try {
            return question.apply(clients.computeIfAbsent(zone(entry), this::client));
        } catch (PlanException e) {
            throw DnsTrouble.refused(String.valueOf(e.getMessage()));
        } catch (InvalidChangeBatchException e) {
            throw DnsTrouble.changed("Route 53 refuses the change: " + words(e));
        } catch (PriorRequestNotCompleteException e) {
            throw DnsTrouble.later("Route 53 still works on a change before", SOON);
        } catch (Route53Exception e) {
            throw trouble(e);
        } catch (SdkClientException e) {
            throw DnsTrouble.later("Route 53 does not answer (" + e.getMessage() + ")", SOON);
        }
    }

    private static DnsTrouble trouble(Route53Exception e) {
        if (e.isThrottlingException() || e.statusCode() == 429) {
            return DnsTrouble.later("Route 53 takes no more requests for a while", SOON);
        }
        return e.statusCode() >= 500
                ? DnsTrouble.later("Route 53 answers " + e.statusCode(), SOON)
                : DnsTrouble.refused("Route 53 refuses (" + e.statusCode() + "): " + words(e));
    }

    private static String words(Route53Exception e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(it -> Objects.requireNonNullElse(it.errorMessage(), "no reason given"))
                .orElse("no reason given");
    }

    private Route53Client client(Route53 zone) {
        Route53ClientBuilder builder = Route53Client.builder()
                .region(Region.AWS_GLOBAL)
                // Reads the secret each time it is needed: a rotated key needs no restart.
                .credentialsProvider(() -> AwsBasicCredentials.create(
                        zone.accessKey().reveal(), zone.secretKey().reveal()))
                // The run waits and asks again; it must know of each failure.
                .overrideConfiguration(it -> it.retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(1)
                                .build())
                        .apiCallTimeout(patience))
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(patience)
                        .build());
        zone.endpoint().map(URI::create).ifPresent(builder::endpointOverride);
        return builder.build();
    }

    @Override
    public void destroy() {
        clients.values().forEach(Route53Client::close);
    }
}
