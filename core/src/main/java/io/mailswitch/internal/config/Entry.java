package io.mailswitch.internal.config;

/**
 * A setting as a source wrote it. Its {@code toString} hides the value, since only the keys that providers name tell what is secret.
 *
 * @param name a key, or the name of an environment variable
 * @param value the text; blanks around it are dropped, unless they were encoded
 * @param origin where it was written, such as {@code mailswitch.properties line 3}
 * @param variable whether the name is that of an environment variable
 */
record Entry(String name, String value, String origin, boolean variable) {
    static Entry of(String key, String value, String origin) {
        return new Entry(key.strip(), value.strip(), origin, false);
    }

    static Entry ofVariable(String name, String value) {
        return new Entry(name, value.strip(), "environment variable " + name, true);
    }

    /** Tells whether this sets a key. */
    boolean sets(String key) {
        return name.equals(variable ? Names.variable(key) : key);
    }

    /** Returns where the value came from, with the name it was written under where that is not the key. */
    String originFor(String key) {
        return variable || name.equals(key) ? origin : name + " in " + origin;
    }

    @Override
    public String toString() {
        return name + " from " + origin;
    }
}
