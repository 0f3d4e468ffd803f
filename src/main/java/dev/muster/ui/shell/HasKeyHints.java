package dev.muster.ui.shell;

import java.util.List;

/** A page with keys of its own; the help on {@code ?} shows them below those that work everywhere. */
public interface HasKeyHints {

    List<KeyHint> keyHints();
}
