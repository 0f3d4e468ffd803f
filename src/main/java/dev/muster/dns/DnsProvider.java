package dev.muster.dns;

import dev.muster.plan.DnsEntry;

/** Who keeps a zone. It changes what a record holds, and nothing else; each method throws {@link DnsTrouble}. */
public interface DnsProvider {

    /** Whether it is the one that the plan names. */
    boolean keeps(DnsEntry.Provider provider);

    /** The one record of that name and the entry's type. Refused when there is none or more than one. */
    DnsRecord read(DnsEntry entry, String name);

    /**
     * Makes the record hold something else and leaves all other fields as they are. Refused when it is no longer what it
     * was.
     *
     * @param guard to be called directly before the write
     */
    void change(DnsEntry entry, DnsRecord before, String content, Runnable guard);

    /** What is sent for it, without the secret. */
    String request(DnsEntry entry, DnsRecord before, String content);

    /** What stays as it is beside the TTL, for people; empty when there is nothing. */
    default String kept(DnsRecord record) {
        return record.others();
    }

    /** Where a person does it, as the beginning of a sentence: "At dash.cloudflare.com, zone example.com". */
    String byHand(DnsEntry entry);
}
