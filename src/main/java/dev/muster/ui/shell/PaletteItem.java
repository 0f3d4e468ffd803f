package dev.muster.ui.shell;

/**
 * One line of the palette.
 *
 * @param kind what sort of thing it is, one word: "Page", "Run"
 * @param title what is looked for and shown
 * @param detail more that is looked for too; may be empty
 * @param act done in the reader's UI when the line is chosen
 */
public record PaletteItem(String kind, String title, String detail, Runnable act) {

    boolean matches(String typed) {
        String all = (kind + " " + title + " " + detail).toLowerCase(java.util.Locale.ROOT);
        for (String word : typed.toLowerCase(java.util.Locale.ROOT).strip().split("\\s+")) {
            if (!all.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
