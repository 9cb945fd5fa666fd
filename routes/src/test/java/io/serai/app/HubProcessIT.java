package io.serai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import io.serai.store.EmbeddedMariaDb;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.Notification;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub as a process of its own, with the embedded MariaDB: how it ends, well and badly. */
class HubProcessIT {
    private static final int PEOPLE = 6_000;

    @TempDir
    private Path folder;

    private final int port = EmbeddedMariaDb.freePort();
    private final HttpClient client = HttpClient.newHttpClient();
    private HubFixture fixture;
    private Process process;

    @BeforeEach
    void prepare() {
        fixture = new HubFixture(folder);
        fixture.write("hub.yaml", """
                hub: test
                store: { embedded: true }
                data: %s
                http: { port: %d }
                batch_size: 500
                """.formatted(folder.resolve("data"), port));
    }

    @AfterEach
    void end() throws Exception {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private void launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "start",
                "--config",
                fixture.config.toString()));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("hub.log").toFile()))
                .start();
    }

    private String get(String path) throws Exception {
        String token = Files.readString(folder.resolve("data/api-token")).strip();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private void awaitReady() {
        HubFixture.eventually()
                .atMost(java.time.Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get("/health/ready")).contains("\"status\":\"up\""));
    }

    private long server() throws IOException {
        return Long.parseLong(
                Files.readString(folder.resolve("data/mariadb/mariadbd.pid")).strip());
    }

    @Test
    void aSignalDrainsTheHubAndItsServerAndEndsWell() throws Exception {
        // Given
        launch();
        awaitReady();
        ProcessHandle server = ProcessHandle.of(server()).orElseThrow();
        // When
        process.destroy();
        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(server.isAlive()).isFalse();
        assertThat(Files.readString(folder.resolve("hub.log"))).contains("the hub has stopped");
    }

    @Test
    @SuppressWarnings("BanJNDI") // What is connected to is a process of our own, by the address that it gave us.
    void aToolThatAttachesAsJconsoleDoesReadsSteersAndIsTold() throws Exception {
        // Given
        launch();
        awaitReady();
        VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
        JMXServiceURL place = new JMXServiceURL(machine.startLocalManagementAgent());
        machine.detach();
        try (JMXConnector tool = JMXConnectorFactory.connect(place)) {
            MBeanServerConnection beans = tool.getMBeanServerConnection();
            // Then
            Set<ObjectName> ours = beans.queryNames(new ObjectName("io.serai:*"), null);
            assertThat(ours).hasSizeGreaterThan(4);
            for (ObjectName bean : ours) {
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(bean).getAttributes()) {
                    assertThat(beans.getAttribute(bean, attribute.getName()))
                            .as(bean + " " + attribute.getName())
                            .isNotNull();
                }
            }
            ObjectName sync = new ObjectName("io.serai:type=Sync,name=germans-to-drop");
            beans.invoke(sync, "pause", new Object[0], new String[0]);
            assertThat(beans.getAttribute(sync, "State")).isEqualTo("paused");
            // When
            BlockingQueue<Notification> told = new LinkedBlockingQueue<>();
            ObjectName hub = new ObjectName("io.serai:type=Hub,name=test");
            beans.addNotificationListener(hub, (notification, any) -> told.add(notification), null, null);
            fixture.write("segments/wrong.yaml", "segment: wrong\nwhere: { trait: nobody, equals: 1 }\n");
            // Then
            Notification raised = told.poll(60, TimeUnit.SECONDS);
            assertThat(raised.getType()).isEqualTo("io.serai.raised");
            assertThat(raised.getMessage()).contains("segments/wrong.yaml");
        }
    }

    @Test
    void anImportCutOffByAKillIsCarriedOnByTheNextStart() throws Exception {
        // Given
        List<String> rows = new ArrayList<>();
        for (int person = 1; person <= PEOPLE; person++) {
            rows.add(person + ",p" + person + "@example.com,Pat,DE,yes");
        }
        fixture.drop("contacts-1.csv", HubFixture.contacts(rows.toArray(String[]::new)));
        // When
        launch("-Dserai.fault=ingest.before-commit:5");
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(137);
        launch();
        awaitReady();
        // Then
        HubFixture.eventually()
                .untilAsserted(() -> assertThat(get("/api/v1/runs?kind=import"))
                        .contains("\"state\":\"finished\"")
                        .contains("\"read\":" + PEOPLE)
                        .contains("\"stored\":" + PEOPLE)
                        .contains("\"balanced\":true"));
        assertThat(get("/api/v1/status")).contains("\"profiles\":" + PEOPLE);
        assertThat(Files.readString(folder.resolve("hub.log"))).doesNotContain("@example.com");
    }
}
