package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import dev.muster.plan.DnsEntry.DynamicUpdate;
import dev.muster.plan.PlanException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TSIGRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * Records of a name server that takes dynamic updates. An update says what the record must be, so the server itself
 * refuses one that comes too late; questions are signed like updates, so a wrong key shows before anything is changed.
 */
@Component
class Rfc2136Dns implements DnsProvider {

    private static final Duration PATIENCE = Duration.ofSeconds(4);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Set<Integer> ANSWERED = Set.of(Rcode.NOERROR, Rcode.NXDOMAIN, Rcode.NXRRSET);

    @Override
    public boolean keeps(DnsEntry.Provider provider) {
        return provider instanceof DynamicUpdate;
    }

    @Override
    public DnsRecord read(DnsEntry entry, String name) {
        Record record = find(entry, name);
        return new DnsRecord(name, entry.type(), plain(entry, record), Duration.ofSeconds(record.getTTL()), false, "");
    }

    private static String plain(DnsEntry entry, Record record) {
        String text = record.rdataToString();
        return entry.type() == DnsEntry.Type.CNAME && text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private Record find(DnsEntry entry, String name) {
        int type = Type.value(entry.type().name());
        Message answer = send(entry, Message.newQuery(Record.newRecord(absolute(name), type, DClass.IN)));
        if (answer.getRcode() != Rcode.NXDOMAIN) {
            judge(entry, name, answer);
        }
        DynamicUpdate update = (DynamicUpdate) entry.provider();
        if (!answer.getHeader().getFlag(Flags.AA)) {
            throw DnsTrouble.refused(update.server() + " does not keep the zone of " + name);
        }
        List<Record> found = answer.getSection(Section.ANSWER).stream()
                .filter(it -> it.getType() == type && it.getName().equals(absolute(name)))
                .toList();
        if (found.size() != 1) {
            throw DnsTrouble.refused("The zone " + entry.zone() + " at " + update.server() + " has "
                    + (found.isEmpty() ? "no " : found.size() + " ") + entry.type() + " record"
                    + (found.size() > 1 ? "s " : " ") + name + "; Muster changes exactly one and makes none");
        }
        return found.getFirst();
    }

    @Override
    public void change(DnsEntry entry, DnsRecord before, String content, Runnable guard) {
        Update update = new Update(absolute(entry.zone()));
        // What it must be is said without a TTL, as the RFC has it.
        Record was = record(entry, before, Duration.ZERO);
        update.present(was);
        update.delete(was.getName(), was.getType());
        update.add(record(entry, before.holding(content), before.ttl()));
        guard.run();
        Message answer = send(entry, update);
        if (answer.getRcode() == Rcode.NXRRSET || answer.getRcode() == Rcode.NXDOMAIN) {
            throw DnsTrouble.changed(before.name() + " is not what it was (" + before.words() + "), says "
                    + ((DynamicUpdate) entry.provider()).server());
        }
        judge(entry, before.name(), answer);
    }

    private static Record record(DnsEntry entry, DnsRecord record, Duration ttl) {
        try {
            return Record.fromString(
                    absolute(record.name()),
                    Type.value(entry.type().name()),
                    DClass.IN,
                    ttl.toSeconds(),
                    record.content() + (entry.type() == DnsEntry.Type.CNAME ? "." : ""),
                    Name.root);
        } catch (IOException e) {
            throw DnsTrouble.refused(record.words() + " cannot be written as a record");
        }
    }

    private Message send(DnsEntry entry, Message message) {
        DynamicUpdate update = (DynamicUpdate) entry.provider();
        DnsEntry.Server server = update.server();
        try {
            SimpleResolver resolver =
                    new SimpleResolver(new InetSocketAddress(InetAddress.getByName(server.address()), server.port()));
            // A lost packet would leave open whether the update was made.
            resolver.setTCP(true);
            resolver.setTimeout(PATIENCE);
            resolver.setTSIGKey(key(update));
            Message answer = resolver.send(message);
            if (ANSWERED.contains(answer.getRcode()) && !answer.isVerified()) {
                throw DnsTrouble.refused("The answer of " + server + " is not signed with the key " + update.keyName());
            }
            return answer;
        } catch (UnknownHostException e) {
            throw DnsTrouble.later("The name server " + server + " is not known from here", SOON);
        } catch (IOException e) {
            throw DnsTrouble.later("The name server " + server + " does not answer", SOON);
        }
    }

    private static TSIG key(DynamicUpdate update) {
        try {
            Name algorithm =
                    switch (update.algorithm()) {
                        case HMAC_SHA256 -> TSIG.HMAC_SHA256;
                        case HMAC_SHA384 -> TSIG.HMAC_SHA384;
                        case HMAC_SHA512 -> TSIG.HMAC_SHA512;
                    };
            return new TSIG(
                    algorithm,
                    absolute(update.keyName()),
                    Base64.getDecoder().decode(update.secret().reveal()));
        } catch (PlanException e) {
            throw DnsTrouble.refused(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw DnsTrouble.refused("The secret of the key " + update.keyName() + " is not in Base64");
        }
    }

    private static void judge(DnsEntry entry, String name, Message answer) {
        DnsEntry.Server server = ((DynamicUpdate) entry.provider()).server();
        int code = answer.getRcode();
        if (code == Rcode.SERVFAIL) {
            throw DnsTrouble.later(server + " answers SERVFAIL", SOON);
        }
        if (code != Rcode.NOERROR) {
            TSIGRecord signature = answer.getTSIG();
            String why = signature == null || signature.getError() == 0
                    ? ""
                    : " (" + Rcode.TSIGstring(signature.getError()) + ")";
            throw DnsTrouble.refused(server + " refuses for " + name + ": " + Rcode.string(code) + why);
        }
    }

    private static Name absolute(String name) {
        try {
            return Name.fromString(name + ".");
        } catch (TextParseException e) {
            throw DnsTrouble.refused("\"" + name + "\" is no name of the DNS");
        }
    }

    @Override
    public String request(DnsEntry entry, DnsRecord before, String content) {
        DynamicUpdate update = (DynamicUpdate) entry.provider();
        return "UPDATE " + entry.zone() + " at " + update.server() + ", key " + update.keyName() + ": only if "
                + before.name() + " is " + before.content() + ", " + before.name() + " "
                + before.ttl().toSeconds() + " "
                + before.type() + " " + content;
    }

    @Override
    public String byHand(DnsEntry entry) {
        return "With nsupdate, or in the zone file of " + entry.zone() + " at "
                + ((DynamicUpdate) entry.provider()).server();
    }
}
