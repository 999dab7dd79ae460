/** Metrics and traces of what senders do, by Micrometer. */
@NullMarked
package io.mailswitch.micrometer;

import org.jspecify.annotations.NullMarked;
