/** Faults of every kind at random stages, and what the caller was told held against what arrived. */
@NullMarked
package io.mailswitch.moduletests.chaos;

import org.jspecify.annotations.NullMarked;
