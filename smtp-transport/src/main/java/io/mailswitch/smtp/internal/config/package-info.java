/** Settings once they were found good, and what other mail libraries' settings say that is not followed. */
@NullMarked
package io.mailswitch.smtp.internal.config;

import org.jspecify.annotations.NullMarked;
