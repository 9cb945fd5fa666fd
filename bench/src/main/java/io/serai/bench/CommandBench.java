package io.serai.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long a short command takes, from its call to its end, the launcher included. */
final class CommandBench {
    private static final int TIMES = 20;

    private CommandBench() {}

    /** The median in seconds, once the archive of classes is there. */
    static double median(String home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home + "/serai"));
        command.addAll(List.of(arguments));
        run(command);
        double[] seconds = new double[TIMES];
        for (int time = 0; time < TIMES; time++) {
            seconds[time] = run(command);
        }
        Arrays.sort(seconds);
        return (seconds[TIMES / 2 - 1] + seconds[TIMES / 2]) / 2;
    }

    private static double run(List<String> command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + " did not succeed");
        }
        return (System.nanoTime() - began) / 1e9;
    }
}
