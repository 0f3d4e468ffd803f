package dev.muster.ui.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.QueryParameters;
import dev.muster.audit.AuditQuery.Filter;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AuditAddressTest {

    @Test
    void an_address_brings_back_the_same_search_and_row() {
        Filter filter = new Filter(
                Instant.parse("2026-11-22T10:00:00Z"),
                Instant.parse("2026-11-22T11:30:00Z"),
                "Jörg & Söhne",
                "tick-item",
                "incident 12",
                "100% + x=y?");
        AuditAddress address = new AuditAddress(filter, OptionalLong.of(17));

        String query = address.location().getQueryParameters().getQueryString();

        assertThat(AuditAddress.of(QueryParameters.fromString(query))).isEqualTo(address);
    }

    @Test
    void values_that_make_no_sense_ask_for_nothing() {
        AuditAddress address =
                AuditAddress.of(QueryParameters.fromString("from=yesterday&until=&row=-1%27--&row=2&act=%20"));

        assertThat(address).isEqualTo(new AuditAddress(Filter.EVERYTHING, OptionalLong.empty()));
    }
}
