package dev.muster.command;

import java.util.List;

/**
 * What the receiver of a handover must know from its report.
 *
 * @param times whether the choices are moments in ISO form, to be shown in the reader's own time
 */
public record Question(String text, List<String> choices, boolean times) {}
