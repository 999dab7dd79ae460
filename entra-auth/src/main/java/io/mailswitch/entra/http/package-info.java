/**
 * The HTTPS client that token requests and Graph share: proxy, trust and time-outs are set once, by {@code mailswitch.http.*}. For
 * the modules of Mailswitch; applications set the keys instead.
 */
@NullMarked
package io.mailswitch.entra.http;

import org.jspecify.annotations.NullMarked;
