package dev.muster.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads who runs a pair of servers when that is Patroni, and which steps are left to it. */
final class PatroniReader {

    /** Who does these on a cluster of Patroni works against it. */
    private static final Set<String> NOT_WITH =
            Set.of("fence-primary", "drain-primary", "compare-positions", "promote-standby", "rejoin-standby");

    private static final Map<String, String> INSTEAD = Map.of(
            "fence-primary", "its leader lock keeps the old primary from writing",
            "drain-primary", "patroni-switchover stops and swaps both",
            "compare-positions", "patroni-switchover waits for the last record",
            "promote-standby", "patroni-failover or patroni-switchover asks it",
            "rejoin-standby", "it does that by itself, and patroni-replica waits for it");

    private static final Set<String> ONLY_WITH =
            Set.of("patroni-failover", "patroni-switchover", "patroni-follow", "patroni-replica");

    private PatroniReader() {}

    static Failover.Patroni patroni(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Member none = new Failover.Member("", "");
        Failover.Patroni patroni = new Failover.Patroni(
                fields.required("primary", PatroniReader::member, none),
                fields.required("standby", PatroniReader::member, none),
                fields.optional("account", FailoverReader::account),
                fields.optional("certificates", YamlValue::path));
        fields.close();
        if (!patroni.primary().name().isEmpty()
                && patroni.primary().name().equals(patroni.standby().name())) {
            value.problem("both members have the name "
                    + Problems.quote(patroni.primary().name()) + "; each has a name of its own in Patroni");
        }
        if (!patroni.primary().rest().isEmpty()
                && patroni.primary().rest().equals(patroni.standby().rest())) {
            value.problem("both members are at " + patroni.primary().rest() + "; each has a REST API of its own");
        }
        return patroni;
    }

    private static Failover.Member member(YamlValue value) {
        YamlFields fields = value.fields();
        Failover.Member member = new Failover.Member(
                fields.required("name", PatroniReader::name, ""), fields.required("rest", PatroniReader::rest, ""));
        fields.close();
        return member;
    }

    private static String name(YamlValue value) {
        String name = value.line();
        if (!name.isEmpty() && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
            value.problem(Problems.quote(name)
                    + " is no name of a member; allowed: letters, digits and . _ -, at most 63, as Patroni has it");
        }
        return name;
    }

    private static String rest(YamlValue value) {
        String address = value.url();
        if (!address.isEmpty() && !address.matches("https?://[^/?#@]+")) {
            value.problem(Problems.quote(address)
                    + " is not the address of a REST API; allowed: http:// or https://, a host and a port, and nothing"
                    + " behind, such as http://db1:8008");
        }
        return address;
    }

    static Failover.Fence noFence(YamlValue value) {
        value.problem("stands beside patroni; allowed: one of both. Patroni's leader lock is the fence");
        return FailoverReader.NO_FENCE;
    }

    /** Why a step does not fit a procedure of that database; empty when it does. */
    static Optional<String> unfit(String type, Database database) {
        boolean runs = database.failover().flatMap(Failover::patroni).isPresent();
        String quoted = Problems.quote(type);
        if (runs && NOT_WITH.contains(type)) {
            return Optional.of(
                    quoted + " works against Patroni, which runs " + database.key() + ": " + INSTEAD.get(type));
        }
        return !runs && ONLY_WITH.contains(type)
                ? Optional.of(quoted + " asks Patroni, and the plan names none for " + database.key()
                        + "; allowed with databases." + database.key() + ".failover.patroni")
                : Optional.empty();
    }
}
