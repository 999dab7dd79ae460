/** How tokens are had, kept and renewed, and what goes wrong with that. */
@NullMarked
package io.mailswitch.entra.internal;

import org.jspecify.annotations.NullMarked;
