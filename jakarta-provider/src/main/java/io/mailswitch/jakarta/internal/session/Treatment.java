package io.mailswitch.jakarta.internal.session;

/** What becomes of a property of Jakarta Mail. */
public enum Treatment {
    /** It does what it says. */
    HONOURED("honoured"),
    /** It gets a meaning that is safer than its own. */
    REPLACED("replaced"),
    /** It has no effect. */
    IGNORED("ignored");

    private final String word;

    Treatment(String word) {
        this.word = word;
    }

    /** Returns the word that documentation uses. */
    @Override
    public String toString() {
        return word;
    }
}
