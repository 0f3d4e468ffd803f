package dev.muster.failover;

import dev.muster.common.Refused;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What Patroni says about the cluster as a whole.
 *
 * @param paused somebody has told it to leave the servers alone
 * @param scheduled a switchover that it will do later by itself
 */
record PatroniCluster(List<Member> members, boolean paused, Optional<String> scheduled) {

    /**
     * @param role such as leader, replica, sync_standby
     * @param state such as running, streaming, stopped
     * @param lag in bytes, as Patroni last noted it
     */
    record Member(String name, String role, String state, int port, int timeline, OptionalLong lag) {

        String words() {
            return name + " is " + role + ", " + state + (timeline > 0 ? ", timeline " + timeline : "");
        }

        boolean well() {
            return List.of("running", "streaming", "in archive recovery").contains(state);
        }

        boolean leads() {
            return role.equals("leader") || role.equals("standby_leader");
        }

        boolean synchronous() {
            return role.equals("sync_standby") || role.equals("quorum_standby");
        }
    }

    static PatroniCluster of(JsonNode node) {
        if (!node.path("members").isArray()) {
            throw new Refused("the answer to /cluster names no members: is Patroni there?");
        }
        List<Member> members = node.path("members")
                .valueStream()
                .map(it -> new Member(
                        it.path("name").asString(""),
                        it.path("role").asString(""),
                        it.path("state").asString(""),
                        it.path("port").asInt(0),
                        it.path("timeline").asInt(0),
                        it.path("lag").isNumber()
                                ? OptionalLong.of(it.path("lag").asLong())
                                : OptionalLong.empty()))
                .toList();
        JsonNode planned = node.path("scheduled_switchover");
        return new PatroniCluster(
                members,
                node.path("pause").asBoolean(false),
                planned.isMissingNode() || planned.isNull()
                        ? Optional.empty()
                        : Optional.of(planned.path("at").asString("a time it does not say")));
    }

    Optional<Member> leader() {
        return members.stream().filter(Member::leads).findFirst();
    }

    Optional<Member> member(String name) {
        return members.stream().filter(it -> it.name().equals(name)).findFirst();
    }

    String words() {
        return members.isEmpty()
                ? "no members"
                : members.stream().map(Member::words).collect(Collectors.joining("; "));
    }
}
