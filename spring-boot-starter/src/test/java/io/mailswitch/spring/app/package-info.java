/** An ordinary mail application of Spring Boot, which knows nothing of Mailswitch. */
package io.mailswitch.spring.app;
