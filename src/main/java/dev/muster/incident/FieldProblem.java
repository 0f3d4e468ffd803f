package dev.muster.incident;

/**
 * What is wrong with one field that a person filled in.
 *
 * @param field name of the field as in the record, such as {@code detectedAt}
 * @param value what was given, shortened
 * @param allowed a sentence that says what is allowed
 */
public record FieldProblem(String field, String value, String allowed) {

    private static final int LONGEST = 60;

    public FieldProblem {
        int length = value.codePointCount(0, value.length());
        if (length > LONGEST) {
            value = value.substring(0, value.offsetByCodePoints(0, LONGEST)) + "… (" + length + " characters)";
        }
    }

    @Override
    public String toString() {
        return allowed + " Given: \"" + value + "\".";
    }
}
