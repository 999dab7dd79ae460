/** Tests that look at the finished modules from outside, as an application does. */
@NullMarked
package io.mailswitch.moduletests;

import org.jspecify.annotations.NullMarked;
