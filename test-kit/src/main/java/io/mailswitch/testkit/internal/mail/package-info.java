/** Received content: spooling and parsing. */
@NullMarked
package io.mailswitch.testkit.internal.mail;

import org.jspecify.annotations.NullMarked;
