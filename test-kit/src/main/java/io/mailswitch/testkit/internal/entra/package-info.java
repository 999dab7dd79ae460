/** The token endpoint of Microsoft Entra ID and the identity endpoints of Azure, in small. */
@NullMarked
package io.mailswitch.testkit.internal.entra;

import org.jspecify.annotations.NullMarked;
