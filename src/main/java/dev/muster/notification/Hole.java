package dev.muster.notification;

/**
 * A variable in a text that nothing is known for; nothing is sent while there is one.
 *
 * @param part the field in which it stands, such as "subject"
 * @param line counts from 1
 * @param column counts from 1
 * @param why what is missing and what would be allowed, for people
 */
public record Hole(String part, int line, int column, String name, String why) {

    @Override
    public String toString() {
        return "{{" + name + "}} in line " + line + ", column " + column + " of the " + part + ": " + why;
    }
}
