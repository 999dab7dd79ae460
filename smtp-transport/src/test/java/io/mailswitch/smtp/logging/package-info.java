/** A log that tests can read, at all levels. */
package io.mailswitch.smtp.logging;
