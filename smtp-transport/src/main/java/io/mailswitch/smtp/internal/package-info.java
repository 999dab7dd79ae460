/** The transport itself; not for applications. */
@NullMarked
package io.mailswitch.smtp.internal;

import org.jspecify.annotations.NullMarked;
