package dev.muster.plan;

import java.util.List;
import java.util.Optional;

/**
 * A certificate that a service shows, and where its good copy lies.
 *
 * @param host where it is in use
 * @param names that it must cover
 * @param chainFile where the service reads the chain, the leaf first
 * @param keyFile where the service reads the private key
 * @param owner of both files; empty: as they are now
 * @param group of both files; empty: as they are now
 * @param roots a file with the roots to trust, beside the good copy, or on the host when that is in a storage; empty for those that the console trusts
 * @param warnDays a certificate that expires within them is told
 * @param services that read it again, in this order
 * @param served where it is asked for by a real handshake; empty when nobody can
 */
public record TlsCertificate(
        String key,
        String title,
        String host,
        List<String> names,
        Source source,
        String chainFile,
        String keyFile,
        Optional<String> owner,
        Optional<String> group,
        Optional<String> roots,
        int warnDays,
        List<ServiceReload> services,
        Optional<Served> served) {

    /** The good copy. */
    public sealed interface Source {

        /** The host or the storage. */
        String where();

        String chain();

        String key();

        /** Two files. */
        record OnHost(String where, String chain, String key) implements Source {}

        /** Two objects. */
        record InStorage(String where, String chain, String key) implements Source {}
    }

    /** The address of the service. */
    public record Served(String address, int port) {}
}
