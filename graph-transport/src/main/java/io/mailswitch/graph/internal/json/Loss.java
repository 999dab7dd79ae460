package io.mailswitch.graph.internal.json;

import io.mailswitch.Feature;

/**
 * Something that the JSON form cannot carry.
 *
 * @param feature what the message asks for
 * @param why what JSON cannot do, as a clause
 */
public record Loss(Feature feature, String why) {}
