/** What a servlet container deploys in a test. */
@NullMarked
package io.mailswitch.jakarta.webapp;

import org.jspecify.annotations.NullMarked;
