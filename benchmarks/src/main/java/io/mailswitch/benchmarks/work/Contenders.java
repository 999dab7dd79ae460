package io.mailswitch.benchmarks.work;

import io.mailswitch.benchmarks.graph.JavaHttpFloor;
import io.mailswitch.benchmarks.graph.MailswitchGraph;
import io.mailswitch.benchmarks.graph.OkHttpFloor;
import io.mailswitch.benchmarks.graph.SdkCore;
import io.mailswitch.benchmarks.graph.SdkTyped;
import io.mailswitch.benchmarks.smtp.AngusReused;
import io.mailswitch.benchmarks.smtp.AngusStatic;
import io.mailswitch.benchmarks.smtp.CommonsEmail;
import io.mailswitch.benchmarks.smtp.Floor;
import io.mailswitch.benchmarks.smtp.MailswitchSmtp;
import io.mailswitch.benchmarks.smtp.SimpleJavaMail;
import io.mailswitch.benchmarks.smtp.SpringSender;
import io.mailswitch.benchmarks.smtp.VertxMail;

/** Who is compared, by name. */
public final class Contenders {
    private Contenders() {}

    /**
     * Makes a contender. Only the classes of this one are loaded: the jars of others may be missing.
     *
     * @param name its name
     * @return the contender
     */
    public static Contender named(String name) {
        return switch (name) {
            case "mailswitch-send" -> new MailswitchSmtp(false, false);
            case "mailswitch-send-partial" -> new MailswitchSmtp(false, true);
            case "mailswitch-sendAll" -> new MailswitchSmtp(true, false);
            case "angus-static" -> new AngusStatic();
            case "angus-reused" -> new AngusReused(false);
            case "angus-reused-nodelay" -> new AngusReused(true);
            case "simple-java-mail", "simple-java-mail-batch" -> new SimpleJavaMail(name.endsWith("batch"));
            case "vertx" -> new VertxMail();
            case "spring-array" -> new SpringSender();
            case "commons-email" -> new CommonsEmail();
            case "floor" -> new Floor(1);
            case "floor-window" -> new Floor(Floor.WINDOW);
            case "floor-window-32" -> new Floor(Floor.WIDE_WINDOW);
            case "mailswitch-graph" -> new MailswitchGraph();
            case "sdk-typed" -> new SdkTyped(false);
            case "sdk-typed-identity" -> new SdkTyped(true);
            case "sdk-core" -> new SdkCore(false);
            case "sdk-core-identity" -> new SdkCore(true);
            case "okhttp" -> new OkHttpFloor();
            case "java-http" -> new JavaHttpFloor();
            default -> throw new IllegalArgumentException("no contender is called " + name);
        };
    }
}
