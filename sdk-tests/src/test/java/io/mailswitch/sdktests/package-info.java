/** Microsoft's own typed client, as a judge of our JSON and of the fake Graph. */
@NullMarked
package io.mailswitch.sdktests;

import org.jspecify.annotations.NullMarked;
