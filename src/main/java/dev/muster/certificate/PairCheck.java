package dev.muster.certificate;

import dev.muster.plan.TlsCertificate;
import dev.muster.recovery.step.Finding;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Everything about a pair that can be known before it is installed. */
final class PairCheck {

    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final String ANY_USE = "2.5.29.37.0";

    private final TlsCertificate wanted;
    private final Optional<List<X509Certificate>> roots;
    private final Instant now;

    /** @param roots to trust; empty for those that the console trusts */
    PairCheck(TlsCertificate wanted, Optional<List<X509Certificate>> roots, Instant now) {
        this.wanted = wanted;
        this.roots = roots;
        this.now = now;
    }

    List<Finding> findings(Pair pair) {
        List<Finding> findings = new ArrayList<>();
        findings.add(key(pair));
        findings.add(order(pair));
        pair.chain().forEach(it -> findings.add(time(it, it.equals(pair.leaf()))));
        findings.add(trust(pair));
        findings.add(names(pair.leaf()));
        use(pair.leaf()).ifPresent(findings::add);
        return findings;
    }

    private static Finding key(Pair pair) {
        if (pair.keyFits(pair.leaf())) {
            return Finding.ok("key", "the private key is the one of the certificate");
        }
        if (pair.chain().stream().anyMatch(pair::keyFits)) {
            return Finding.block(
                    "chain", "the chain is in the wrong order: the certificate that the key belongs to must be first");
        }
        return Finding.block("key", "the private key does not match the certificate " + name(pair.leaf()));
    }

    private static Finding order(Pair pair) {
        List<X509Certificate> chain = pair.chain();
        for (int i = 0; i + 1 < chain.size(); i++) {
            if (!signed(chain.get(i), chain.get(i + 1))) {
                boolean elsewhere = chain.stream().anyMatch(it -> signed(chain.get(0), it))
                        || chain.get(i).getBasicConstraints() >= 0;
                return Finding.block(
                        "chain",
                        name(chain.get(i)) + " is followed by " + name(chain.get(i + 1)) + ", which did not sign it"
                                + (elsewhere
                                        ? ": the chain is in the wrong order"
                                        : ": the chain does not belong together"));
            }
        }
        return Finding.ok("chain", chain.size() + " certificates in the right order");
    }

    private static boolean signed(X509Certificate certificate, X509Certificate by) {
        if (!certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(by.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Finding time(X509Certificate certificate, boolean leaf) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        String check = leaf ? "validity" : "validity of " + name(certificate);
        if (now.isAfter(to)) {
            return Finding.block(check, name(certificate) + " has expired: it was valid until " + to);
        }
        if (now.isBefore(from)) {
            return Finding.block(check, name(certificate) + " is not valid yet: it will be from " + from);
        }
        long days = Duration.between(now, to).toDays();
        return days < wanted.warnDays()
                ? Finding.warn(check, name(certificate) + " expires in " + days + " days, at " + to)
                : Finding.ok(check, name(certificate) + " is valid until " + to);
    }

    private Finding trust(Pair pair) {
        List<X509Certificate> path = new ArrayList<>(pair.chain());
        Set<X509Certificate> trusted = trusted();
        // A root in the file is no proof of itself.
        while (path.size() > 1 && selfIssued(path.getLast())) {
            path.removeLast();
        }
        try {
            Set<TrustAnchor> anchors = new HashSet<>();
            trusted.forEach(it -> anchors.add(new TrustAnchor(it, null)));
            PKIXParameters parameters = new PKIXParameters(anchors);
            parameters.setRevocationEnabled(false);
            // Times are told on their own, in words.
            parameters.setDate(between(path));
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return Finding.ok("trust", "the chain leads to a root that is trusted");
        } catch (CertPathValidatorException e) {
            boolean incomplete = e.getReason() == java.security.cert.PKIXReason.NO_TRUST_ANCHOR;
            return Finding.block(
                    "trust",
                    incomplete
                            ? "the chain ends with " + name(path.getLast()) + ", whose issuer "
                                    + path.getLast().getIssuerX500Principal().getName()
                                    + " is neither in the file nor trusted: the chain is incomplete, or from another"
                                    + " authority"
                            : "the chain is not trusted: " + e.getMessage());
        } catch (GeneralSecurityException e) {
            return Finding.block("trust", "the chain cannot be judged: " + e.getMessage());
        }
    }

    private Date between(List<X509Certificate> path) {
        Instant moment = now;
        for (X509Certificate certificate : path) {
            Instant from = certificate.getNotBefore().toInstant();
            Instant to = certificate.getNotAfter().toInstant();
            moment = moment.isBefore(from) ? from : moment.isAfter(to) ? to : moment;
        }
        return Date.from(moment);
    }

    private static boolean selfIssued(X509Certificate certificate) {
        return signed(certificate, certificate);
    }

    private Set<X509Certificate> trusted() {
        if (roots.isPresent()) {
            return new HashSet<>(roots.get());
        }
        Set<X509Certificate> all = new HashSet<>();
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager known) {
                    all.addAll(List.of(known.getAcceptedIssuers()));
                }
            }
        } catch (GeneralSecurityException e) {
            return Set.of();
        }
        return all;
    }

    private Finding names(X509Certificate leaf) {
        List<String> covered = HostNames.of(leaf);
        List<String> missing = wanted.names().stream()
                .filter(it -> !HostNames.cover(covered, it))
                .toList();
        return missing.isEmpty()
                ? Finding.ok("names", "covers " + String.join(", ", wanted.names()))
                : Finding.block(
                        "names",
                        "does not cover " + String.join(", ", missing) + "; it covers "
                                + (covered.isEmpty() ? "no host name" : String.join(", ", covered)));
    }

    private static Optional<Finding> use(X509Certificate leaf) {
        try {
            List<String> uses = leaf.getExtendedKeyUsage();
            return uses == null || uses.contains(SERVER) || uses.contains(ANY_USE)
                    ? Optional.empty()
                    : Optional.of(Finding.block("use", "the certificate is not one for servers"));
        } catch (java.security.cert.CertificateParsingException e) {
            return Optional.of(Finding.block("use", "what the certificate is for cannot be read"));
        }
    }

    static String name(X509Certificate certificate) {
        return "“" + certificate.getSubjectX500Principal().getName() + "”";
    }
}
