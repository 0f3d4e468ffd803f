package dev.muster.postgres;

import dev.muster.common.Refused;
import dev.muster.plan.Database;
import dev.muster.plan.StepSetting;
import dev.muster.recovery.step.Finding;
import dev.muster.recovery.step.RecoveryStep;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepDescription;
import dev.muster.recovery.step.StepEffect;
import dev.muster.recovery.step.StepOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Takes the right to sign in from the application's roles and ends their sessions; gives it back as it was. */
@Component
class RevokeLoginsStep implements RecoveryStep {

    private static final String CHECK = "database logins";

    @Override
    public String type() {
        return "revoke-logins";
    }

    @Override
    public String about() {
        return "Takes the right to sign in from roles of a database server, on its primary, and ends their sessions on"
                + " it and its standby.";
    }

    @Override
    public List<StepSetting> settings() {
        return List.of(
                StepSetting.required("database", StepSetting.Kind.DATABASE, "the database whose server it is"),
                StepSetting.required("roles", StepSetting.Kind.LIST, "the roles"));
    }

    @Override
    public StepDescription describe(StepContext context) {
        List<String> statements = new ArrayList<>();
        for (String role : roles(context)) {
            statements.add("alter role " + Quoting.identifier(role) + " nologin");
            statements.add(
                    "select pg_terminate_backend(pid) from pg_stat_activity where usename = " + Quoting.literal(role));
        }
        return new StepDescription(
                "Takes the right to sign in from " + String.join(", ", roles(context)) + " at "
                        + database(context).title(),
                statements,
                List.of("What works with these roles reaches the database no more, and its open work is undone"),
                "gives each role the right back that had it");
    }

    @Override
    public List<Finding> check(StepContext context) {
        try {
            Database database = database(context);
            RoleLogins logins = RoleLogins.onPrimary(database);
            for (String role : roles(context)) {
                if (role.equals(database.user())) {
                    return List.of(Finding.block(
                            CHECK, role + " is the role that Muster itself works with: it would lock itself out"));
                }
                if (logins.mayLogIn(role).isEmpty()) {
                    return List.of(Finding.block(CHECK, "There is no role " + role + " at " + logins.place()));
                }
            }
            return List.of(Finding.ok(CHECK, String.join(", ", roles(context)) + " at " + logins.place()));
        } catch (Refused e) {
            // The rest of an isolation must not wait for a server that is gone.
            return List.of(Finding.warn(CHECK, "They can probably not be revoked: " + e.getMessage()));
        }
    }

    @Override
    public StepOutcome run(StepContext context) {
        try {
            Database database = database(context);
            RoleLogins logins = RoleLogins.onPrimary(database);
            int ended = 0;
            for (String role : roles(context)) {
                if (role.equals(database.user())) {
                    throw new Refused(role + " is the role that Muster itself works with");
                }
                boolean may = logins.mayLogIn(role)
                        .orElseThrow(() -> new Refused("There is no role " + role + " at " + logins.place()));
                if (context.fact(fact(database, role)).isEmpty()) {
                    context.keepFact(fact(database, role), Boolean.toString(may));
                }
                context.guard();
                context.command("alter role " + Quoting.identifier(role) + " nologin");
                logins.set(role, false);
                context.guard();
                context.command("pg_terminate_backend of every session of " + role);
                ended += logins.endSessions(role, context::log);
                for (RoleLogins other : RoleLogins.others(database, logins, context::log)) {
                    ended += other.endSessions(role, context::log);
                }
            }
            return StepOutcome.done(String.join(", ", roles(context)) + " cannot sign in at " + logins.place() + "; "
                    + (ended == 1 ? "1 session was" : ended + " sessions were") + " ended");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    @Override
    public StepOutcome undo(StepContext context) {
        try {
            Database database = database(context);
            List<String> given = new ArrayList<>();
            for (String role : roles(context)) {
                Optional<String> might = context.fact(fact(database, role));
                if (might.equals(Optional.of("true"))) {
                    RoleLogins logins = RoleLogins.onPrimary(database);
                    context.guard();
                    context.command("alter role " + Quoting.identifier(role) + " login");
                    logins.set(role, true);
                    given.add(role);
                }
            }
            return StepOutcome.done(
                    given.isEmpty() ? "no role had lost the right" : String.join(", ", given) + " can sign in again");
        } catch (Refused e) {
            return new StepOutcome.Failed(e.getMessage(), true);
        }
    }

    private static String fact(Database database, String role) {
        return "logins." + database.key() + "." + role + ".could-sign-in";
    }

    private static List<String> roles(StepContext context) {
        return List.of(context.needSetting("roles").split("\n"));
    }

    private static Database database(StepContext context) {
        return context.plan().needDatabase(context.needSetting("database"));
    }

    @Override
    public StepEffect effect() {
        return StepEffect.REVERSIBLE;
    }

    @Override
    public boolean repeatable() {
        return true;
    }
}
