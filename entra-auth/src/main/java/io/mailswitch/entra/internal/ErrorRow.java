package io.mailswitch.entra.internal;

import io.mailswitch.Resend;

/**
 * What an error of Entra means and what to do about it.
 *
 * @param code the number after AADSTS
 * @param meaning what is wrong: a clause without a full stop
 * @param resend whether the same message may go later by itself
 * @param advice one or two sentences for a person
 */
public record ErrorRow(int code, String meaning, Resend resend, String advice) {}
