/** What is needed where an application is processed ahead of time or made a native image. */
@NullMarked
package io.mailswitch.spring.internal.aot;

import org.jspecify.annotations.NullMarked;
