/** What Boot prints when an application does not start. */
@NullMarked
package io.mailswitch.spring.internal.diagnostics;

import org.jspecify.annotations.NullMarked;
