package dev.muster.resolver;

import dev.muster.plan.DnsEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/** Asks with dnsjava. */
@Component
class DnsjavaNameServers implements NameServers {

    @Override
    public Answer ask(DnsEntry.Server server, String name, DnsEntry.Type type, Duration patience) {
        try {
            SimpleResolver resolver =
                    new SimpleResolver(new InetSocketAddress(InetAddress.getByName(server.address()), server.port()));
            resolver.setTimeout(patience);
            Message answer = resolver.send(Message.newQuery(
                    Record.newRecord(Name.fromString(name + "."), Type.value(type.name()), DClass.IN)));
            return judge(server, type, answer);
        } catch (UnknownHostException e) {
            throw new NoAnswer("The name server " + server + " is not known from here", e);
        } catch (TextParseException e) {
            throw new NoAnswer("\"" + name + "\" cannot be asked for", e);
        } catch (IOException e) {
            throw new NoAnswer("The name server " + server + " does not answer", e);
        }
    }

    private static Answer judge(DnsEntry.Server server, DnsEntry.Type type, Message answer) {
        int code = answer.getRcode();
        if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
            throw new NoAnswer("The name server " + server + " answers " + Rcode.string(code));
        }
        List<String> values = answer.getSection(Section.ANSWER).stream()
                .filter(it -> it.getType() == Type.value(type.name()))
                .map(Record::rdataToString)
                .map(it -> NameServers.plain(type, it))
                .sorted()
                .toList();
        return new Answer(values);
    }
}
