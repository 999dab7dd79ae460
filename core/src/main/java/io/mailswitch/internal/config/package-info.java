/** How settings get from their sources into a transport: reading, laying over one another, checking, choosing the providers. */
@NullMarked
package io.mailswitch.internal.config;

import org.jspecify.annotations.NullMarked;
