/** JSON (RFC 8259), strictly, without a dependency that could get in the way of the one under test. */
@NullMarked
package io.mailswitch.testkit.internal.json;

import org.jspecify.annotations.NullMarked;
