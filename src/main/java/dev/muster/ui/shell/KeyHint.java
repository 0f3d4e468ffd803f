package dev.muster.ui.shell;

/**
 * A key and what it does.
 *
 * @param keys as printed on the keyboard, parts separated by spaces: "Ctrl K"
 */
public record KeyHint(String keys, String does) {}
