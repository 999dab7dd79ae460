/**
 * What every transport has to show, as JUnit tests to inherit: {@link io.mailswitch.testkit.contract.TransportContract},
 * with the server's part behind {@link io.mailswitch.testkit.contract.ContractServer}.
 */
@NullMarked
package io.mailswitch.testkit.contract;

import org.jspecify.annotations.NullMarked;
