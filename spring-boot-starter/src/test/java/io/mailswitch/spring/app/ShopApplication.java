package io.mailswitch.spring.app;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Written against Boot's own {@code spring-boot-starter-mail}. */
@SpringBootApplication(proxyBeanMethods = false)
public class ShopApplication {}
