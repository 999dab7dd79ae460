/** Connections that are used again. */
@NullMarked
package io.mailswitch.smtp.internal.pool;

import org.jspecify.annotations.NullMarked;
