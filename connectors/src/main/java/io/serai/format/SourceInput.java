package io.serai.format;

import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a failing source, which can be tried again, from damaged data, which can't. */
final class SourceInput extends FilterInputStream {
    SourceInput(InputStream input) {
        super(input);
    }

    static SeraiException failed(IOException cause) {
        return new SeraiException(
                ErrorCode.SOURCE_UNREACHABLE,
                "Reading the source's file failed. Check the connection and disk.",
                cause);
    }

    @Override
    public int read() {
        try {
            return super.read();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return super.read(bytes, offset, length);
        } catch (IOException e) {
            throw failed(e);
        }
    }
}
