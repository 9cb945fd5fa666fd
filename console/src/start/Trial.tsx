import { Alert } from '@patternfly/react-core';
import { Answer } from '../shared/Answer';
import { Rows } from '../shared/Rows';
import { many } from '../shared/words';
import type { Definition } from './mapping';
import { useTry } from './queries';

/** What the mapping makes of the first rows, and of which it makes nothing. */
export function Trial({ upload, mapping }: { upload: string; mapping: Definition }) {
  return (
    <Answer query={useTry(upload, mapping, true)}>
      {({ counts, problems }) => (
        <div aria-live="polite" className="serai-part">
          <Alert
            isInline
            variant={problems.length === 0 ? 'success' : 'warning'}
            title={`Of the first ${many(counts.read, 'row')} it takes ${counts.mapped} and refuses ${counts.invalid}.`}
          >
            Nothing is stored yet. A row that is refused later becomes a dead letter; it is not lost.
          </Alert>
          {problems.length > 0 && (
            <Rows
              label="Rows that are refused"
              columns={[
                { label: 'Row', cell: ({ row }) => row },
                { label: 'Field', cell: ({ field }) => field },
                { label: 'Why', cell: ({ reason }) => reason },
              ]}
              rows={problems.slice(0, 10)}
              id={({ row, field }) => `${row} ${field}`}
              empty=""
            />
          )}
        </div>
      )}
    </Answer>
  );
}
