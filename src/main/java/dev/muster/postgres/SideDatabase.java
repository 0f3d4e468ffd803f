package dev.muster.postgres;

import dev.muster.backup.DatabaseManifest;
import dev.muster.common.Refused;
import dev.muster.recovery.step.StepContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The database beside the live one: made empty, like the live one in all that a dump does not carry. */
final class SideDatabase {

    private SideDatabase() {}

    /** Makes it anew; one of that name is dropped only where this run made it. */
    static void create(StepContext context, PlanDatabase target, DatabaseManifest manifest) {
        target.server().inMaintenance(connection -> {
            boolean there = ServerFacts.oid(connection, target.side()) != 0;
            boolean ours = context.fact(PlanDatabase.SIDE).isPresent();
            if (there && !ours) {
                throw new Refused("A database " + target.side()
                        + " is there already and is not this run's: rename it and try again");
            }
            context.keepFact(PlanDatabase.SIDE, target.side());
            if (there) {
                drop(context, connection, target.side());
            }
            Optional<ServerFacts.Shape> live = ServerFacts.shape(connection, target.live());
            context.guard();
            run(context, connection, createStatement(connection, target, manifest, live));
            if (live.isPresent()) {
                for (String statement :
                        DatabaseSettings.statements(connection, live.get().oid(), target.side())) {
                    run(context, connection, statement);
                }
            }
            return true;
        });
    }

    static void drop(StepContext context, Connection connection, String name) throws SQLException {
        context.guard();
        run(context, connection, "drop database if exists " + Quoting.identifier(name) + " with (force)");
    }

    private static String createStatement(
            Connection connection, PlanDatabase target, DatabaseManifest manifest, Optional<ServerFacts.Shape> live)
            throws SQLException {
        String encoding = live.map(ServerFacts.Shape::encoding).orElse(manifest.encoding());
        String collate = live.map(ServerFacts.Shape::collate).orElse(manifest.collate());
        String ctype = live.map(ServerFacts.Shape::ctype).orElse(manifest.ctype());
        String owner = live.map(ServerFacts.Shape::owner).orElse(manifest.owner());
        String known = Server.value(connection, "select rolname from pg_roles where rolname = ?", owner);
        return "create database " + Quoting.identifier(target.side()) + " template template0"
                + (known == null ? "" : " owner " + Quoting.identifier(owner))
                + " encoding " + Quoting.literal(encoding)
                + " lc_collate " + Quoting.literal(collate)
                + " lc_ctype " + Quoting.literal(ctype);
    }

    static void run(StepContext context, Connection connection, String statement) throws SQLException {
        context.command(statement);
        Server.execute(connection, statement);
    }

    /** For the preview. */
    static List<String> preview(PlanDatabase target) {
        return List.of("create database " + Quoting.identifier(target.side())
                + " template template0 owner … encoding … lc_collate … lc_ctype …");
    }
}
