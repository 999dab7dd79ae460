/** Failures as callers of Jakarta Mail know them. */
@NullMarked
package io.mailswitch.jakarta.internal.failure;

import org.jspecify.annotations.NullMarked;
