/** Small programs, one idea each. */
@NullMarked
package io.mailswitch.examples;

import org.jspecify.annotations.NullMarked;
