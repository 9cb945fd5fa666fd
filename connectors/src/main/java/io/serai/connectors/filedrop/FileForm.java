package io.serai.connectors.filedrop;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a dropped file is written: its format, in UTF-8, and whether that is compressed. */
record FileForm(FileFormat format, boolean gzip) {
    String ending() {
        return format.ending() + (gzip ? ".gz" : "");
    }

    BufferedWriter writer(Path file) throws IOException {
        OutputStream bytes = Files.newOutputStream(file);
        return new BufferedWriter(
                new OutputStreamWriter(gzip ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8));
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
