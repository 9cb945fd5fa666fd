package io.serai.connector;

/** Camel as connectors see it: routes it is to know, and endpoints that messages are sent to. Thread-safe. */
public interface Endpoints {
    /** Has none: for connectors that send by other means. */
    Endpoints NONE = new Endpoints() {
        @Override
        public boolean learn(String name, String kamelet) {
            return false;
        }

        @Override
        public boolean exists(String uri) {
            return false;
        }

        @Override
        public boolean send(String uri, byte[] body) {
            return false;
        }
    };

    /**
     * Makes a Kamelet known that is in no folder, for addresses that begin with {@code kamelet:NAME}.
     *
     * @param name stands for one text and no other, so one that is known is left as it is
     * @param kamelet its text; {@code metadata.name} is the name
     * @return false if Camel cannot read it
     */
    boolean learn(String name, String kamelet);

    /** Whether there is such an endpoint here; nothing is sent. */
    boolean exists(String uri);

    /**
     * Sends one message and waits until the endpoint has taken it.
     *
     * @param uri may hold credentials, so it goes into no message and no log
     * @return false if the endpoint failed; whether it has taken the message is then unknown
     */
    boolean send(String uri, byte[] body);
}
