/** Where Angus Mail is there, its own kinds of messages and exceptions. Only {@link io.mailswitch.jakarta.internal.angus.Angus} may be named without asking it first. */
@NullMarked
package io.mailswitch.jakarta.internal.angus;

import org.jspecify.annotations.NullMarked;
