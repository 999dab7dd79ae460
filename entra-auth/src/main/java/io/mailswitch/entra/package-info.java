/** Access tokens of Microsoft Entra ID, for Graph and for SMTP with OAuth alike. */
@NullMarked
package io.mailswitch.entra;

import org.jspecify.annotations.NullMarked;
