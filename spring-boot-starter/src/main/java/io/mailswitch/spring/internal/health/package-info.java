/** What actuator shows of a sender. */
@NullMarked
package io.mailswitch.spring.internal.health;

import org.jspecify.annotations.NullMarked;
