/** From Spring's environment to a configuration. */
@NullMarked
package io.mailswitch.spring.internal.config;

import org.jspecify.annotations.NullMarked;
