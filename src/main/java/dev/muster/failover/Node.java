package dev.muster.failover;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.plan.Failover;
import dev.muster.plan.Host;
import dev.muster.plan.Plan;
import dev.muster.plan.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One of the two servers of a database, by the name that the plan gives to its part. */
record Node(String name, Database database, Failover.Server server, Host host, Service service) {

    static final String PRIMARY = "primary";
    static final String STANDBY = "standby";

    static Node of(Plan plan, Database database, String name) {
        Failover failover = failover(database);
        Failover.Server server = name.equals(PRIMARY) ? failover.primary() : failover.standby();
        return new Node(name, database, server, plan.needHost(server.host()), plan.needService(server.service()));
    }

    static Failover failover(Database database) {
        return database.failover()
                .orElseThrow(() -> new Refused("The plan gives " + database.key() + " no failover: it has no standby"));
    }

    Failover failover() {
        return failover(database);
    }

    Session session() {
        return new Session(database, server.address(), server.port());
    }

    String place() {
        return server.address() + ":" + server.port();
    }

    /** For people: "the server at db1:5432". */
    String words() {
        return "the server at " + place();
    }

    /** A program of the server's own installation, run by the account that owns its files. */
    List<String> program(String name, String... arguments) {
        List<String> all = new ArrayList<>(as());
        all.add(server.programs() + "/" + name);
        all.addAll(List.of(arguments));
        return List.copyOf(all);
    }

    /** What makes a command run as the account that owns the server's files. */
    List<String> as() {
        Optional<String> account = server.account();
        return account.map(it -> List.of("runuser", "-u", it, "--")).orElse(List.of());
    }
}
