/** What replies mean: the table of known ones, and what a failure becomes for the caller. */
@NullMarked
package io.mailswitch.smtp.internal.reply;

import org.jspecify.annotations.NullMarked;
