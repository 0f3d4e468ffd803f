package dev.muster.recovery.step;

/**
 * How a used procedure of a run stands.
 *
 * @param title of the part
 * @param words for people: what came of it and how to take it back
 */
public record PartCondition(String title, State state, String words) {

    /** What came of it. */
    public enum State {
        RESTORED("restored"),
        LEFT_AS_IT_WAS("left as it was"),
        NOT_PROVED("not proved"),
        STOPPED("stopped half way"),
        NOT_BEGUN("not begun"),
        TAKEN_BACK("taken back");

        private final String word;

        State(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    /** The fact by which a part says that there was nothing to do: the reason. */
    public static final String LEFT = "part.left-as-it-was";

    /** Whether nobody has to look after it. */
    public boolean whole() {
        return state == State.RESTORED || state == State.LEFT_AS_IT_WAS;
    }

    @Override
    public String toString() {
        return title + ": " + state.word() + "; " + words;
    }
}
