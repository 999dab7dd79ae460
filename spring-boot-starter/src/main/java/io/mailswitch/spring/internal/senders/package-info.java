/** Opens senders and makes them beans. */
@NullMarked
package io.mailswitch.spring.internal.senders;

import org.jspecify.annotations.NullMarked;
