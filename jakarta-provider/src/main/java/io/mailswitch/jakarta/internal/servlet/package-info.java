/** What a servlet container calls. */
@NullMarked
package io.mailswitch.jakarta.internal.servlet;

import org.jspecify.annotations.NullMarked;
