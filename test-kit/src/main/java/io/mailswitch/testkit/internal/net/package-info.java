/** The loopback ports that the fake servers listen on. */
@NullMarked
package io.mailswitch.testkit.internal.net;

import org.jspecify.annotations.NullMarked;
