package dev.muster.security;

/** Answers who acts in this thread. Background threads have none: they pass an {@link Actor} along. */
public interface CurrentActor {

    /**
     * The signed-in person.
     *
     * @throws org.springframework.security.access.AccessDeniedException when nobody is signed in
     */
    Actor get();
}
