/** Requests to Graph: made by the SDK's adapter, sent and read by us. Knows nothing of mail. */
@NullMarked
package io.mailswitch.graph.internal.wire;

import org.jspecify.annotations.NullMarked;
