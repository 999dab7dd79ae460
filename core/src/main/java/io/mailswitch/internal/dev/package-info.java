/** Transports for development, which send no mail to anybody: into a folder, into the log, into memory. */
@NullMarked
package io.mailswitch.internal.dev;

import org.jspecify.annotations.NullMarked;
