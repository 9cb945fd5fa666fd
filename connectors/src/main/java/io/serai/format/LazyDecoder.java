package io.serai.format;

import io.serai.raw.RawItem;
import java.io.IOException;
import java.util.Optional;

/** Opens a file when its first item is asked for, so that a file that can't be opened is an item like all damage. */
final class LazyDecoder implements Decoder {
    /** Opens the file. */
    @FunctionalInterface
    interface Opening {
        Decoder open() throws IOException;
    }

    private final Opening opening;
    private Optional<Decoder> decoder = Optional.empty();

    LazyDecoder(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Optional<RawItem> next(long position) throws IOException {
        if (decoder.isEmpty()) {
            decoder = Optional.of(opening.open());
        }
        return decoder.get().next(position);
    }

    @Override
    public void close() throws IOException {
        if (decoder.isPresent()) {
            decoder.get().close();
        }
    }
}
