/**
 * What a transport, a source of tokens or a policy implements. Found by {@link java.util.ServiceLoader}; applications need none of it.
 */
@NullMarked
package io.mailswitch.spi;

import org.jspecify.annotations.NullMarked;
