/** Settings: where they come from, how they are read, what is wrong with them. */
@NullMarked
package io.mailswitch.config;

import org.jspecify.annotations.NullMarked;
