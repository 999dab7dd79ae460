/** An application that knows Mailswitch, and has several senders. */
package io.mailswitch.spring.desks;
