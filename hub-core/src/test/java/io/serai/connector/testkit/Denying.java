package io.serai.connector.testkit;

import io.serai.connector.Connector;
import java.util.List;
import java.util.Map;

/** A fixture that says no to something its destination does. */
record Denying(DestinationFixture fixture, DestinationBehavior denied) implements DestinationFixture {
    @Override
    public Connector connector() {
        return fixture.connector();
    }

    @Override
    public String options() {
        return fixture.options();
    }

    @Override
    public boolean has(DestinationBehavior behavior) {
        return behavior != denied && fixture.has(behavior);
    }

    @Override
    public List<String> secrets() {
        return fixture.secrets();
    }

    @Override
    public Map<String, Map<String, String>> held() {
        return fixture.held();
    }

    @Override
    public void ail(DestinationBehavior behavior) {
        fixture.ail(behavior);
    }

    @Override
    public void mend() {
        fixture.mend();
    }

    @Override
    public String wrongAddress() {
        return fixture.wrongAddress();
    }

    @Override
    public String wrongCredential() {
        return fixture.wrongCredential();
    }

    @Override
    public void close() {
        fixture.close();
    }
}
