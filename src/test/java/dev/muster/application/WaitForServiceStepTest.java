package dev.muster.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import dev.muster.plan.Service;
import dev.muster.recovery.step.StepContext;
import dev.muster.recovery.step.StepOutcome;
import dev.muster.testing.SmallPlan;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wait gives its thread back between two looks, and ends with the answer or after its time. */
class WaitForServiceStepTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final WaitForServiceStep step = new WaitForServiceStep();
    private final Map<String, String> facts = new HashMap<>();
    private final StepContext context = mock(StepContext.class);
    private HttpServer server;
    private int status = 503;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
        Service bdc = new Service(
                "bdc",
                "BDC",
                Service.Tier.CRITICAL,
                "h",
                new Service.External(),
                Optional.of(address),
                Optional.empty());
        when(context.plan()).thenReturn(SmallPlan.of(Map.of("services", List.of(bdc))));
        when(context.needSetting("service")).thenReturn("bdc");
        when(context.setting("at-most")).thenReturn(Optional.of("PT10M"));
        when(context.now()).thenReturn(NOON);
        when(context.fact(anyString())).thenAnswer(it -> Optional.ofNullable(facts.get(it.<String>getArgument(0))));
        doAnswer(it -> facts.put(it.getArgument(0), it.getArgument(1)))
                .when(context)
                .keepFact(anyString(), anyString());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void it_waits_while_the_service_does_not_answer_and_is_done_when_it_does() {
        assertThat(step.run(context)).isInstanceOfSatisfying(StepOutcome.Waiting.class, it -> assertThat(it.forWhat())
                .isEqualTo("waits for BDC: it answers 503"));
        status = 200;
        assertThat(step.run(context)).isInstanceOfSatisfying(StepOutcome.Done.class, it -> assertThat(it.summary())
                .isEqualTo("BDC answers"));
    }

    @Test
    void after_its_time_it_fails_and_a_retry_has_the_whole_time_again() {
        step.run(context);
        when(context.now()).thenReturn(NOON.plusSeconds(600));
        assertThat(step.run(context)).isInstanceOfSatisfying(StepOutcome.Failed.class, it -> assertThat(it.reason())
                .isEqualTo("BDC did not answer within 600 s: it answers 503"));
        assertThat(step.run(context)).isInstanceOf(StepOutcome.Waiting.class);
    }
}
