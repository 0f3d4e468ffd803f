package dev.muster.backup;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much would be lost if the newest good backup had to be restored now.
 *
 * @param policy key of the backup policy
 * @param title of the policy, for people
 * @param source key of the database
 * @param rpo how much may be lost at most
 * @param newest the newest good backup; null when there is none
 * @param age of its data; null when there is none
 * @param newestProved the newest one that was restored and compared; null when there is none
 * @param provedAge of its data; null when there is none
 */
public record Freshness(
        String policy,
        String title,
        String source,
        Duration rpo,
        @Nullable Backup newest,
        @Nullable Duration age,
        @Nullable Backup newestProved,
        @Nullable Duration provedAge) {

    /** Never true without a good backup: "unknown" is not "fine". */
    public boolean met() {
        return age != null && age.compareTo(rpo) <= 0;
    }
}
