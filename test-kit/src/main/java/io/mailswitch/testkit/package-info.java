/**
 * A mail service in a box for tests: {@link io.mailswitch.testkit.FakeExchange} behaves on loopback as Exchange Online
 * does, plays faults on request and records what arrived.
 */
@NullMarked
package io.mailswitch.testkit;

import org.jspecify.annotations.NullMarked;
