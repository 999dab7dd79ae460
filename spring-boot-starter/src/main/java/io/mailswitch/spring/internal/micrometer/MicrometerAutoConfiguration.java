package io.mailswitch.spring.internal.micrometer;

import io.mailswitch.MailSender;
import io.mailswitch.MailSenders;
import io.mailswitch.micrometer.MailMetrics;
import io.mailswitch.micrometer.MailObservations;
import io.mailswitch.spring.MailSenderCustomizer;
import io.mailswitch.spring.MailswitchAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Records what senders do, where {@code mailswitch-micrometer} is on the class path and the application has registries. */
@AutoConfiguration(
        after = MailswitchAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(MailMetrics.class)
@ConditionalOnBean(MailSender.class)
public final class MicrometerAutoConfiguration {
    /** As the timers of a sender without a name have it. */
    private static final String UNNAMED = "none";

    /** Called by Spring. */
    public MicrometerAutoConfiguration() {}

    /** Counters, timers and gauges. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnBean(MeterRegistry.class)
    static class Metrics {
        @Bean
        MailSenderCustomizer mailswitchMetrics(MeterRegistry registry) {
            return builder -> builder.inlineListener(new MailMetrics(registry));
        }

        /** Gauges need the sender, which is opened after its listeners are known. */
        @Bean
        SmartInitializingSingleton mailswitchGauges(
                MeterRegistry registry, ObjectProvider<MailSenders> named, ObjectProvider<MailSender> only) {
            return () -> {
                MailMetrics metrics = new MailMetrics(registry);
                MailSenders senders = named.getIfAvailable();
                if (senders == null) {
                    only.ifUnique(sender -> metrics.bind(sender, UNNAMED));
                } else {
                    senders.names().forEach(name -> metrics.bind(senders.get(name), name));
                }
            };
        }
    }

    /** A span for each send. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnBean(ObservationRegistry.class)
    static class Observations {
        @Bean
        MailSenderCustomizer mailswitchObservations(ObservationRegistry registry) {
            return builder -> builder.inlineListener(new MailObservations(registry));
        }
    }
}
