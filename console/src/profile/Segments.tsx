import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useAddress } from '../shared/address';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { useMemberships, useSegmentNames, useVerdict } from './queries';
import { Verdict } from './Verdict';

interface Membership {
  segment: string;
  since: string;
}

const COLUMNS: Column<Membership>[] = [
  { label: 'Segment', cell: ({ segment }) => <Link to={`/segments/${segment}`}>{segment}</Link> },
  { label: 'In it since', cell: ({ since }) => <When at={since} exact /> },
];

/** The segments a person is in, and why in any or not. */
export function Segments({ id }: { id: number }) {
  return (
    <div className="serai-parts">
      <Answer query={useMemberships(id)}>
        {({ segments }) => (
          <Rows
            label="Segments"
            columns={COLUMNS}
            rows={segments}
            id={({ segment }) => segment}
            empty="In no segment now. Below, any segment says why not."
          />
        )}
      </Answer>
      <Why id={id} />
    </div>
  );
}

function Why({ id }: { id: number }) {
  const [segment, setSegment] = useAddress('segment');
  const names = useSegmentNames();
  const verdict = useVerdict(id, segment);
  return (
    <Titled title="Why in a segment, or why not?">
      <Answer query={names} lines={1}>
        {(known) => (
          <FormGroup label="Segment" fieldId="segment" className="serai-narrow">
            <FormSelect id="segment" value={segment} onChange={(_, value) => setSegment(value)}>
              <FormSelectOption value="" label="Choose one" isPlaceholder />
              {known.map((name) => (
                <FormSelectOption key={name} value={name} label={name} />
              ))}
            </FormSelect>
          </FormGroup>
        )}
      </Answer>
      {segment && <Answer query={verdict}>{(found) => <Verdict found={found} />}</Answer>}
    </Titled>
  );
}
