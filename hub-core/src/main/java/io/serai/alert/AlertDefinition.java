package io.serai.alert;

import io.serai.connector.Settings;

/**
 * An {@code alert: NAME} file: who is told what needs somebody.
 *
 * @param atLeast the least harm that is told
 * @param options of the channel
 */
public record AlertDefinition(String name, Harm atLeast, Channel channel, Settings options) {
    /** How somebody is told. */
    public enum Channel {
        EMAIL,
        /** A signed request, as Standard Webhooks have it. */
        WEBHOOK,
        /** A text, to an address that takes what Slack's incoming webhooks take. */
        SLACK
    }

    /** Whether a concern is told here. That this very alert cannot be delivered it could not tell. */
    public boolean tells(Concern concern) {
        boolean isOwn = concern.trouble() == Trouble.UNTOLD && concern.name().equals(name);
        return !isOwn && concern.trouble().harm().compareTo(atLeast) <= 0;
    }

    @Override
    public String toString() {
        return "AlertDefinition[" + name + "]";
    }
}
