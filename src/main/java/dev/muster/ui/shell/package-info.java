/** Frame, navigation, sign-in and live updates of the screens. */
@NullMarked
package dev.muster.ui.shell;

import org.jspecify.annotations.NullMarked;
