/** Time as policies and transports measure and spend it; tests put their own in its place. */
@NullMarked
package io.mailswitch.internal.time;

import org.jspecify.annotations.NullMarked;
