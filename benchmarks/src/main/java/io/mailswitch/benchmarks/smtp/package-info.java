/** The contenders that send by SMTP. */
@NullMarked
package io.mailswitch.benchmarks.smtp;

import org.jspecify.annotations.NullMarked;
