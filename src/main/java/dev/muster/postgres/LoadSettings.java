package dev.muster.postgres;

/** The settings of a load's sessions, as libpq takes them from {@code PGOPTIONS}. */
final class LoadSettings {

    /** Commits need not wait for the disk: the copy is thrown away after a crash anyway. */
    private static final String ALWAYS = "-c synchronous_commit=off"
            + " -c statement_timeout=0 -c lock_timeout=0 -c idle_in_transaction_session_timeout=0";

    private static final long MB = 1024 * 1024;
    private static final long SMALL = 256 * MB;
    private static final long MEASURED = 1024 * MB;

    private LoadSettings() {}

    /**
     * @param processors of this machine
     * @param largest bytes of the largest table in the dump
     */
    static String of(String address, int jobs, int processors, long largest) {
        if (!ThisMachine.isAt(address)) {
            // Another machine's processors and caches are not known here: its own settings stand
            return ALWAYS;
        }
        int spare = Math.max(0, processors / jobs - 1);
        return switch (spare) {
            case 0 -> ALWAYS + " -c max_parallel_maintenance_workers=0" + indexMemory(largest);
            case 1 -> ALWAYS + " -c max_parallel_maintenance_workers=1";
            default -> ALWAYS;
        };
    }

    /**
     * Less memory, faster builds: runs that are sorted within the processor's own cache and merged in order cost less
     * than one sort that jumps about in main memory. Decision 8 has the figures. Beyond the measured sizes, and where
     * an index build has workers (of which each wants 32 MB), the server's setting stands.
     */
    private static String indexMemory(long largest) {
        if (largest > MEASURED) {
            return "";
        }
        return " -c maintenance_work_mem=" + (largest > SMALL ? "8MB" : "4MB");
    }
}
