package io.serai.connector;

/** Sends messages to Camel endpoints. Thread-safe. */
public interface Endpoints {
    /** Has none: for connectors that send by other means. */
    Endpoints NONE = new Endpoints() {
        @Override
        public boolean exists(String uri) {
            return false;
        }

        @Override
        public boolean send(String uri, byte[] body) {
            return false;
        }
    };

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
