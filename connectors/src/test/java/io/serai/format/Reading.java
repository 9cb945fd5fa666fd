package io.serai.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.serai.document.Document;
import io.serai.document.Problems;
import io.serai.error.ErrorCode;
import io.serai.raw.RawItem;
import io.serai.raw.RecordStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Short ways to read files in tests. */
final class Reading {
    private Reading() {}

    static FormatOptions options(String yaml) {
        Problems problems = new Problems();
        return Document.parse("source.yaml", yaml, problems)
                .flatMap(node -> FormatOptions.read(node, problems))
                .orElseThrow(() -> new AssertionError(problems.list()));
    }

    static List<RawItem> all(byte[] file, String name, FormatOptions options) {
        List<RawItem> items = new ArrayList<>();
        try (RecordStream stream = Formats.open(new ByteArrayInputStream(file), name, options)) {
            for (Optional<RawItem> item = stream.next(); item.isPresent(); item = stream.next()) {
                items.add(item.get());
            }
        }
        return items;
    }

    static List<RawItem> all(String text, String name) {
        return all(utf8(text), name, FormatOptions.DEFAULT);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A record as JSON, or the code of an unreadable one. */
    static String shown(RawItem item) {
        return item instanceof RawItem.Read read
                ? read.record().toJson().toString()
                : unreadable(item).code().name();
    }

    static List<String> shown(List<RawItem> items) {
        return items.stream().map(Reading::shown).toList();
    }

    static RawItem.Unreadable unreadable(RawItem item) {
        return (RawItem.Unreadable) item;
    }

    static JsonNode json(RawItem item) {
        return ((RawItem.Read) item).record().toJson();
    }

    static List<ErrorCode> codes(List<RawItem> items) {
        return items.stream()
                .filter(RawItem.Unreadable.class::isInstance)
                .map(item -> unreadable(item).code())
                .toList();
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Names and contents in turn. */
    static byte[] zip(String... files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < files.length; i += 2) {
                zip.putNextEntry(new ZipEntry(files[i]));
                zip.write(utf8(files[i + 1]));
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
