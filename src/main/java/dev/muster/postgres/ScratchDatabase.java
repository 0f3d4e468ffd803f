package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.recovery.step.StepContext;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of one rehearsal and the role that owns it. The role may log in there and nowhere else. Its password is
 * made anew by each step that needs one and stands nowhere: not in the facts, not in the server's log.
 *
 * @param name of the database and of the role
 */
record ScratchDatabase(PlanDatabase plan, String name) {

    /** Keeps the role out: a login that would have to load it fails, whatever the database grants to everybody. */
    static final String LOCK = "muster_role_of_a_rehearsal_stays_out";

    private static final int CONNECTIONS = 30;
    private static final SecureRandom RANDOM = new SecureRandom();

    static ScratchDatabase of(StepContext context) {
        PlanDatabase plan = PlanDatabase.of(context);
        return new ScratchDatabase(plan, PlanDatabase.name(plan.database(), context.runId(), "_drill_"));
    }

    /** An earlier step of this run has made it. */
    static ScratchDatabase made(StepContext context) {
        ScratchDatabase scratch = of(context);
        if (!context.fact(PlanDatabase.SIDE).orElse("").equals(scratch.name)) {
            throw new Refused("No step before this one made " + scratch.name + ": it was skipped");
        }
        return scratch;
    }

    List<String> statements() {
        return List.of(
                "create role " + role() + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls"
                        + " connection limit " + CONNECTIONS,
                "create database " + role() + " template template0 owner " + role(),
                "revoke all on database " + role() + " from public",
                "alter role " + role() + " in database <every other> set session_preload_libraries to '" + LOCK + "'");
    }

    /** Makes both anew; ones of that name are dropped only where this run made them. */
    void create(StepContext context, String encoding, String collate, String ctype) {
        plan.server().inMaintenance(connection -> {
            if (there(connection) && context.fact(PlanDatabase.SIDE).isEmpty()) {
                throw new Refused("A database or role " + name + " is there already and is not this run's: rename it");
            }
            context.keepFact(PlanDatabase.SIDE, name);
            drop(context, connection);
            context.guard();
            SideDatabase.run(context, connection, statements().get(0));
            for (String other : others(connection)) {
                SideDatabase.run(
                        context,
                        connection,
                        "alter role " + role() + " in database " + Quoting.identifier(other)
                                + " set session_preload_libraries to " + Quoting.literal(LOCK));
            }
            SideDatabase.run(
                    context,
                    connection,
                    statements().get(1) + " encoding " + Quoting.literal(encoding) + " lc_collate "
                            + Quoting.literal(collate) + " lc_ctype " + Quoting.literal(ctype));
            SideDatabase.run(context, connection, statements().get(2));
            return true;
        });
    }

    void drop(StepContext context, Connection connection) throws SQLException {
        SideDatabase.drop(context, connection, name);
        context.guard();
        // It may hold a right elsewhere only if somebody gave it one; then the server says where.
        SideDatabase.run(context, connection, "drop role if exists " + role());
    }

    /** Whether one of the two is there. */
    boolean there(Connection connection) throws SQLException {
        return ServerFacts.oid(connection, name) != 0
                || Server.value(connection, "select 1 from pg_roles where rolname = ?", name) != null;
    }

    /** A fresh password for the role; only what the server keeps of it travels. */
    String password() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        plan.server().inMaintenance(connection -> {
            connection.unwrap(PGConnection.class).alterUserPassword(name, password.toCharArray(), "scram-sha-256");
            return true;
        });
        return password;
    }

    /**
     * The server's words when the role tries to enter a database.
     *
     * @throws Refused when it may
     */
    String keptOutOf(String database, String password) {
        try (Connection connection = login(database, password)) {
            throw new Refused("The role " + name + " could enter " + database + " (" + connection.getCatalog()
                    + "): the rehearsal would not be apart from it");
        } catch (SQLException e) {
            return plan.server().refusal(database, e).getMessage();
        }
    }

    Connection login(String database, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {address().address()});
        source.setPortNumbers(new int[] {address().port()});
        source.setDatabaseName(database);
        source.setUser(name);
        source.setPassword(password);
        source.setLoginTimeout(5);
        return source.getConnection();
    }

    Database address() {
        return plan.database();
    }

    private String role() {
        return Quoting.identifier(name);
    }

    private static List<String> others(Connection connection) throws SQLException {
        List<String> others = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select datname from pg_database where datallowconn order by 1")) {
            while (rows.next()) {
                others.add(rows.getString(1));
            }
        }
        return others;
    }
}
