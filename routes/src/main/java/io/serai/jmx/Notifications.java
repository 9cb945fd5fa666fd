package io.serai.jmx;

import io.serai.alert.Change;
import io.serai.alert.Concern;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.MBeanNotificationInfo;
import javax.management.Notification;
import javax.management.NotificationBroadcasterSupport;
import javax.management.NotificationEmitter;
import javax.management.ObjectName;

/** Notifications of the hub's bean: one for each change of state, {@code io.serai.raised} and so on. Thread-safe. */
final class Notifications {
    private static final String PREFIX = "io.serai.";

    private final AtomicLong sequence = new AtomicLong();
    private final ObjectName source;
    private final Clock clock;
    private final NotificationBroadcasterSupport broadcaster;

    Notifications(ObjectName source, Clock clock) {
        this.source = source;
        this.clock = clock;
        String[] types = Arrays.stream(Change.Event.values())
                .filter(event -> event != Change.Event.TRIED)
                .map(event -> PREFIX + event.word())
                .toArray(String[]::new);
        this.broadcaster = new NotificationBroadcasterSupport(new MBeanNotificationInfo(
                types,
                Notification.class.getName(),
                "Something has come to need somebody, does so for another reason, or does no more."));
    }

    NotificationEmitter emitter() {
        return broadcaster;
    }

    void send(Change change) {
        Concern concern = change.concern();
        Notification notification = new Notification(
                PREFIX + change.event().word(),
                source,
                sequence.incrementAndGet(),
                clock.millis(),
                concern.code() + " " + concern.kind() + " " + concern.name() + ": " + concern.message());
        notification.setUserData(Map.of(
                "harm", concern.trouble().harm().word(),
                "trouble", concern.trouble().word(),
                "kind", concern.kind(),
                "name", concern.name(),
                "code", concern.code().name(),
                "cure", concern.cure()));
        broadcaster.sendNotification(notification);
    }
}
