package dev.muster.roster;

import dev.muster.plan.Plans;
import dev.muster.plan.TeamRole;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Finds the plan's people among the accounts: by the login that the plan states, else by the name, when just one account
 * has it.
 */
@Component
class PlanRoster implements Roster {

    private final Plans plans;
    private final JooqAttendances attendances;

    PlanRoster(Plans plans, JooqAttendances attendances) {
        this.plans = plans;
        this.attendances = attendances;
    }

    @Override
    public List<Seat> seats() {
        return seats(plans.current().plan().team());
    }

    @Override
    public List<Seat> seats(long planVersion) {
        return seats(plans.version(planVersion).plan().team());
    }

    @Override
    public List<Attendance> accounts() {
        return attendances.all();
    }

    @Override
    public Optional<Attendance> account(String login) {
        return attendances.find(login);
    }

    List<Seat> seats(List<TeamRole> team) {
        List<Attendance> accounts = attendances.all();
        return team.stream()
                .map(it -> new Seat(
                        it.key(),
                        it.title(),
                        it.vacant() ? null : member(it.holder(), accounts),
                        it.deputy().map(person -> member(person, accounts)).orElse(null),
                        it.answerWithin()))
                .toList();
    }

    private static Member member(TeamRole.Person person, List<Attendance> accounts) {
        return new Member(
                person.name(), person.phone().orElse(null), person.email().orElse(null), account(person, accounts));
    }

    private static @Nullable Attendance account(TeamRole.Person person, List<Attendance> accounts) {
        List<Attendance> found = accounts.stream()
                .filter(it -> person.account().map(it.login()::equalsIgnoreCase).orElseGet(() -> person.name()
                        .equalsIgnoreCase(it.name())))
                .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }
}
