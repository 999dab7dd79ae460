package io.mailswitch.springexample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The application: nothing in it or in {@link NightlyReport} knows of Mailswitch. */
@SpringBootApplication(proxyBeanMethods = false)
public class ReportApplication {}
