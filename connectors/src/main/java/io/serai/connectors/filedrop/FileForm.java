package io.serai.connectors.filedrop;

import io.serai.export.TableWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a dropped file is written: its format, in UTF-8, and whether that is compressed. */
record FileForm(FileFormat format, boolean gzip) {
    String ending() {
        return format.ending() + (gzip ? ".gz" : "");
    }

    TableWriter open(Path file, List<String> columns) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        return format.open(gzip ? new GZIPOutputStream(bytes) : bytes, columns);
    }

    /** How many rows a file holds, read back from it. */
    long count(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(gzip ? new GZIPInputStream(bytes) : bytes, StandardCharsets.UTF_8))) {
            return format.count(reader);
        }
    }
}
