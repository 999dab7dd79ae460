/** For development and tests: what a sender with {@code mailswitch.transport=memory} sent. */
@NullMarked
package io.mailswitch.dev;

import org.jspecify.annotations.NullMarked;
