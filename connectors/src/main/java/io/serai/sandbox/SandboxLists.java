package io.serai.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The sandbox's lists; with a file, every change is appended to it as one line before it is answered. Thread-safe. */
final class SandboxLists {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, TreeMap<String, JsonNode>> lists = new HashMap<>();
    private final Optional<Path> file;

    private SandboxLists(Optional<Path> file) {
        this.file = file;
    }

    static SandboxLists open(Optional<Path> file) throws IOException {
        SandboxLists lists = new SandboxLists(file);
        if (file.isPresent() && Files.exists(file.get())) {
            for (String line : Files.readAllLines(file.get())) {
                JsonNode change = JSON.readTree(line);
                lists.apply(change.path("list").asText(), change.path("adds").asBoolean(), change.path("members"));
            }
        }
        return lists;
    }

    synchronized Map<String, JsonNode> members(String list) {
        return new TreeMap<>(lists.getOrDefault(list, new TreeMap<>()));
    }

    synchronized void change(String list, boolean adds, List<JsonNode> members) {
        ObjectNode change = JSON.createObjectNode().put("list", list).put("adds", adds);
        change.putArray("members").addAll(members);
        file.ifPresent(path -> append(path, change));
        apply(list, adds, change.path("members"));
    }

    private void apply(String list, boolean adds, JsonNode members) {
        TreeMap<String, JsonNode> held = lists.computeIfAbsent(list, name -> new TreeMap<>());
        for (JsonNode member : members) {
            String email = member.path("email").asText();
            if (adds) {
                held.put(email, member.path("fields"));
            } else {
                held.remove(email);
            }
        }
    }

    private static void append(Path path, ObjectNode change) {
        try {
            Files.writeString(path, change + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("the sandbox cannot write " + path, e);
        }
    }
}
