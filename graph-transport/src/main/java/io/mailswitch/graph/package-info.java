/** Mail through Microsoft Graph. */
@NullMarked
package io.mailswitch.graph;

import org.jspecify.annotations.NullMarked;
