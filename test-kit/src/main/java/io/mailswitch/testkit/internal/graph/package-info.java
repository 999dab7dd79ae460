/** The mail part of Microsoft Graph, in small. */
@NullMarked
package io.mailswitch.testkit.internal.graph;

import org.jspecify.annotations.NullMarked;
