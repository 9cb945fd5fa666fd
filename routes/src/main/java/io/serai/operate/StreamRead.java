package io.serai.operate;

import io.serai.config.SourceDefinition;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import io.serai.ingest.ImportInput;
import io.serai.ingest.Importer.Progress;
import io.serai.mapping.Mapping;
import io.serai.profile.Streams.StreamName;
import io.serai.run.Run;
import io.serai.source.Absence;
import io.serai.source.SourceStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One look at a stream: what is new is imported.
 *
 * @param definition what the configuration says of it
 * @param allowDeletions whether a person lets go however many records are missing; see {@link Absence}
 * @param at when the look begins
 */
record StreamRead(
        StreamName name, SourceDefinition.Stream definition, Mapping mapping, boolean allowDeletions, Instant at) {
    /**
     * @param stop says true when the look is to end
     * @return the runs that took records in
     * @throws SeraiException USAGE if its records come by themselves; what the source says
     */
    List<Run> run(SourceStream stream, Imports imports, BooleanSupplier stop, Progress progress) {
        Optional<Absence> absence = definition.absence().map(asked -> allowDeletions ? asked.allowingAll() : asked);
        if (stream instanceof SourceStream.Pulled pulled) {
            SourceStream.Pulled told = pulled.needing(mapping.topFields());
            ImportInput input = ImportInput.since(name, mapping, at, told::read)
                    .keeping(definition.keepRaw())
                    .whole(absence);
            return imports.runIfAny(input, stop, progress).stream().toList();
        }
        if (stream instanceof SourceStream.Objects objects) {
            return new ObjectRead(
                            name,
                            mapping,
                            definition.keepRaw(),
                            absence,
                            allowDeletions,
                            objects,
                            imports,
                            stop,
                            progress)
                    .run();
        }
        throw new SeraiException(
                ErrorCode.USAGE, "The stream '" + name + "' comes by itself; there is nothing to read.");
    }
}
