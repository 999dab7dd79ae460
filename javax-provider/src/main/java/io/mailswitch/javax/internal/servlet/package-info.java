/** What a servlet container calls. */
@NullMarked
package io.mailswitch.javax.internal.servlet;

import org.jspecify.annotations.NullMarked;
