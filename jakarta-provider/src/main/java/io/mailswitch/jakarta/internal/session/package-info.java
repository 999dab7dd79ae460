/** What a session and its properties ask for, as configuration. */
@NullMarked
package io.mailswitch.jakarta.internal.session;

import org.jspecify.annotations.NullMarked;
