package dev.muster.dns;

import dev.muster.plan.DnsEntry;
import java.util.List;
import org.springframework.stereotype.Component;

/** Finds who keeps the zone of an entry, and sees to it that no other name is touched. */
@Component
class DnsProviders {

    private final List<DnsProvider> all;

    DnsProviders(List<DnsProvider> all) {
        this.all = all;
    }

    DnsProvider of(DnsEntry entry) {
        return new Fenced(all.stream()
                .filter(it -> it.keeps(entry.provider()))
                .findFirst()
                .orElseThrow(() -> DnsTrouble.refused("This console knows no provider of " + entry.zone())));
    }

    /** Lets only the names and values of the plan through, whoever asks. */
    private record Fenced(DnsProvider provider) implements DnsProvider {

        @Override
        public boolean keeps(DnsEntry.Provider other) {
            return provider.keeps(other);
        }

        @Override
        public DnsRecord read(DnsEntry entry, String name) {
            allowed(entry, name);
            return provider.read(entry, name);
        }

        @Override
        public void change(DnsEntry entry, DnsRecord before, String content, Runnable guard) {
            allowed(entry, before.name());
            if (before.type() != entry.type()) {
                throw DnsTrouble.refused(before.name() + " is a record of the type " + before.type()
                        + "; the plan says " + entry.type());
            }
            provider.change(entry, before, content, guard);
        }

        @Override
        public String request(DnsEntry entry, DnsRecord before, String content) {
            return provider.request(entry, before, content);
        }

        @Override
        public String kept(DnsRecord record) {
            return provider.kept(record);
        }

        @Override
        public String byHand(DnsEntry entry) {
            return provider.byHand(entry);
        }

        private static void allowed(DnsEntry entry, String name) {
            if (!entry.names().contains(name)) {
                throw DnsTrouble.refused("The plan does not let Muster touch " + name + "; allowed: "
                        + String.join(", ", entry.names()));
            }
        }
    }
}
