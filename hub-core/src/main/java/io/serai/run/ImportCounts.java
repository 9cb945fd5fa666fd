package io.serai.run;

/**
 * The books of an import. Every record read is stored, unchanged, invalid or suppressed: one of them, once.
 *
 * @param events events stored, which is no state of a record
 */
public record ImportCounts(long read, long stored, long unchanged, long invalid, long suppressed, long events) {
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, 0, 0, 0);

    public ImportCounts plus(ImportCounts other) {
        return new ImportCounts(
                read + other.read,
                stored + other.stored,
                unchanged + other.unchanged,
                invalid + other.invalid,
                suppressed + other.suppressed,
                events + other.events);
    }

    /** {@code read = stored + unchanged + invalid + suppressed} */
    public boolean balance() {
        return read == stored + unchanged + invalid + suppressed;
    }
}
