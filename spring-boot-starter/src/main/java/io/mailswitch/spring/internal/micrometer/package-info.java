/** Metrics and observations of the senders of an application. */
@NullMarked
package io.mailswitch.spring.internal.micrometer;

import org.jspecify.annotations.NullMarked;
