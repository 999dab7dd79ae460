/** Ways through a proxy. Own clients, since those of the JDK share one user and password over the whole process. */
@NullMarked
package io.mailswitch.smtp.internal.proxy;

import org.jspecify.annotations.NullMarked;
