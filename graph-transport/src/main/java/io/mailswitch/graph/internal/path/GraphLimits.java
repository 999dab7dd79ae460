package io.mailswitch.graph.internal.path;

/**
 * What Graph takes at once. Sources: Microsoft Graph documentation, "Attach large files to Outlook messages" (3 MB for a file in a request,
 * 4 MB for a PUT of an upload); the 4 MB of a request are what the service answers, "The maximum request length supported is 4MB".
 *
 * @param request the largest body of a request, in octets
 * @param uploadFrom from which length on a file must be uploaded
 * @param slice how much of a file goes into one PUT; a multiple of 320 KiB, which other services of Graph insist on
 */
public record GraphLimits(long request, long uploadFrom, int slice) {
    /** The limits of the service. */
    public static final GraphLimits SERVICE = new GraphLimits(4L << 20, 3L << 20, 12 * 320 * 1024);
}
