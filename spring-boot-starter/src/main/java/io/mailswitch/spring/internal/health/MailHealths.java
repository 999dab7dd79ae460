package io.mailswitch.spring.internal.health;

import io.mailswitch.MailSender;
import io.mailswitch.MailSenders;
import io.mailswitch.spring.internal.config.SpringKeys;
import io.mailswitch.spring.internal.config.SpringSettings;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.ObjectProvider;

/** Finds what there is to be checked. */
final class MailHealths {
    private MailHealths() {}

    /** Returns a check for each named sender by its name, or one by the empty name for the only sender. */
    static Map<String, MailHealth> of(
            SpringSettings settings, ObjectProvider<MailSenders> named, ObjectProvider<MailSender> only) {
        Duration freshFor = settings.springOnly(SpringKeys.HEALTH_FRESH).orElseThrow();
        Duration timeout = settings.springOnly(SpringKeys.HEALTH_TIMEOUT).orElseThrow();
        Map<String, MailHealth> healths = new TreeMap<>();
        MailSenders senders = named.getIfAvailable();
        if (senders == null) {
            healths.put("", new MailHealth(only.getObject(), freshFor, timeout, System::nanoTime));
        } else {
            senders.names()
                    .forEach(name ->
                            healths.put(name, new MailHealth(senders.get(name), freshFor, timeout, System::nanoTime)));
        }
        return healths;
    }
}
