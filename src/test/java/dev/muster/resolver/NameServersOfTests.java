package dev.muster.resolver;

/** Lends the real thing to tests of other packages. */
public final class NameServersOfTests {

    private NameServersOfTests() {}

    public static NameServers real() {
        return new DnsjavaNameServers();
    }
}
