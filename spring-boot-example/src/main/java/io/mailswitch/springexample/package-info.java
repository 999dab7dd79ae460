/** An application on Spring Boot, and what is around it to show it without a tenant. */
@NullMarked
package io.mailswitch.springexample;

import org.jspecify.annotations.NullMarked;
