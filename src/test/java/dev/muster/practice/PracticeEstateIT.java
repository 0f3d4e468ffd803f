package dev.muster.practice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PracticeEstateIT {

    private static final PracticeData DATA = new PracticeData(2, 42);

    private static PracticeEstate estate;

    @BeforeAll
    static void start() {
        estate = PracticeEstate.empty()
                .withPrimary(DATA)
                .withStandby()
                .withObjectStore()
                .withApplication();
    }

    @AfterAll
    static void stop() {
        estate.close();
    }

    @Test
    void the_application_reads_and_writes_its_database() {
        var application = estate.application();

        assertThat(application.get("/health"))
                .isEqualTo(new BdcProcess.Answer(200, "{\"status\":\"up\",\"database\":\"bdc_production\"}"));
        long before = count();
        assertThat(application.post("/users").status()).isEqualTo(201);
        assertThat(count()).isEqualTo(before + 1);
        assertThat(application.get("/users").status()).isEqualTo(405);
        assertThat(application.get("/nothing").status()).isEqualTo(404);
    }

    @Test
    void the_application_says_when_its_database_is_gone_and_finds_it_again() {
        var primary = estate.primary();
        primary.crash();
        assertThat(estate.application().get("/health").status()).isEqualTo(503);

        primary.start();

        assertThat(estate.application().get("/health").status()).isEqualTo(200);
    }

    @Test
    void what_is_written_on_the_primary_comes_to_the_standby() {
        estate.application().post("/users");
        String count = "select count(*) from users";

        Waiting.until(
                Duration.ofSeconds(20),
                "the standby has caught up",
                () -> estate.standby().lagInBytes() == 0);

        assertThat(estate.standby().value("bdc_production", count))
                .isEqualTo(estate.primary().value("bdc_production", count));
    }

    @Test
    void the_same_seed_gives_the_same_data_and_another_seed_other_data() {
        try (PracticeEstate same = PracticeEstate.empty().withPrimary(new PracticeData(1, 7));
                PracticeEstate twin = PracticeEstate.empty().withPrimary(new PracticeData(1, 7));
                PracticeEstate other = PracticeEstate.empty().withPrimary(new PracticeData(1, 8))) {
            List<String> data = PracticeData.fingerprint(same.primary(), PracticeData.DATABASE);

            assertThat(PracticeData.fingerprint(twin.primary(), PracticeData.DATABASE))
                    .hasSizeGreaterThanOrEqualTo(8)
                    .isEqualTo(data);
            assertThat(PracticeData.fingerprint(other.primary(), PracticeData.DATABASE))
                    .isNotEqualTo(data);
        }
    }

    @Test
    void nothing_listens_beyond_loopback() throws IOException {
        List<Integer> ports = List.of(
                estate.primary().port(),
                estate.standby().port(),
                estate.application().port());
        List<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(it -> !it.isLoopbackAddress() && !it.isLinkLocalAddress())
                .toList();
        for (int port : ports) {
            assertThat(answers(InetAddress.getLoopbackAddress(), port)).isTrue();
            for (InetAddress address : outside) {
                assertThat(answers(address, port)).as(address + ":" + port).isFalse();
            }
        }
    }

    private static boolean answers(InetAddress address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    private static long count() {
        return Long.parseLong(estate.application().get("/users/count").body().replaceAll("\\D", ""));
    }
}
