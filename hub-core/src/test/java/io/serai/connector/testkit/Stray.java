package io.serai.connector.testkit;

import java.util.concurrent.CountDownLatch;

/** A thread that a broken connector leaves behind, until its test is over. */
final class Stray implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);

    void start() {
        Thread thread = new Thread(
                () -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stray");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        over.countDown();
    }
}
