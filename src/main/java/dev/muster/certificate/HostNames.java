package dev.muster.certificate;

import dev.muster.common.Refused;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The host names of a certificate. Its common name is none of them: browsers do not look at it. */
final class HostNames {

    private static final int DNS = 2;
    private static final String STAR = "*.";

    private HostNames() {}

    static List<String> of(X509Certificate certificate) {
        try {
            return Optional.ofNullable(certificate.getSubjectAlternativeNames()).stream()
                    .flatMap(Collection::stream)
                    .filter(it -> Integer.valueOf(DNS).equals(it.getFirst()))
                    .map(it -> String.valueOf(it.get(1)).toLowerCase(Locale.ROOT))
                    .toList();
        } catch (CertificateParsingException e) {
            throw new Refused("The names of the certificate cannot be read: " + e.getMessage(), e);
        }
    }

    /** A star stands for exactly one label, and only at the beginning. */
    static boolean cover(List<String> covered, String wanted) {
        String name = wanted.toLowerCase(Locale.ROOT);
        if (covered.contains(name)) {
            return true;
        }
        int dot = name.indexOf('.');
        return dot > 0 && !name.startsWith(STAR) && covered.contains(STAR + name.substring(dot + 1));
    }
}
