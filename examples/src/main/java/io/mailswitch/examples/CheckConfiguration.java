package io.mailswitch.examples;

import io.mailswitch.CheckReport;
import io.mailswitch.MailSender;

/** Finds out whether mail could be sent, without sending any: for a health check, or before a roll-out. */
public final class CheckConfiguration {
    private CheckConfiguration() {}

    /**
     * Runs the example.
     *
     * @param args none
     */
    public static void main(String[] args) {
        try (Demo demo = Demo.start();
                MailSender sender = MailSender.open()) {
            System.out.println("Checking " + demo.server());
            CheckReport report = sender.check();
            System.out.println(report);
            if (!report.ok()) {
                System.out.println("Mail cannot be sent like this; the errors above say what to change.");
            }
        }
    }
}
