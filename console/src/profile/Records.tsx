import { Button, Checkbox, Label } from '@patternfly/react-core';
import { useState } from 'react';
import type { Shapes } from '../api/client';
import { useMay } from '../session/session';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import type { Explanation } from './queries';
import { SplitOff } from './SplitOff';

type Member = Shapes['Member'];

const MEMBERS: Column<Member>[] = [
  { label: 'Record', cell: ({ subject }) => subject },
  { label: 'Source', cell: ({ source, stream }) => `${source} · ${stream}` },
  { label: 'Key', cell: ({ key }) => <span className="serai-breakable">{key}</span> },
];

const LINKS: Column<Shapes['Link']>[] = [
  { label: 'Shared', cell: ({ namespace }) => <strong>{namespace}</strong> },
  { label: 'Value', cell: ({ value }) => <span className="serai-breakable">{value || 'decided by a person'}</span> },
  { label: 'Records', cell: ({ subjects }) => subjects.join(', ') },
];

/** The records of a person and what they share; some can be split off. */
export function Records({ explanation }: { explanation: Explanation }) {
  const { members, links } = explanation;
  const [leaving, setLeaving] = useState<Set<number>>(new Set());
  const [asking, setAsking] = useState(false);
  const splits = useMay('people-decide') && members.length > 1;
  const mark = (subject: number, on: boolean) => {
    const next = new Set(leaving);
    if (on) {
      next.add(subject);
    } else {
      next.delete(subject);
    }
    setLeaving(next);
  };
  const choice: Column<Member> = {
    label: 'Split off',
    cell: ({ subject }) => (
      <Checkbox
        id={`split-${subject}`}
        aria-label={`Split off record ${subject}`}
        isChecked={leaving.has(subject)}
        onChange={(_, on) => mark(subject, on)}
      />
    ),
  };
  return (
    <>
      <Titled title="Records" about={splits && 'Mark those that are somebody else’s to split them off.'}>
        <Rows
          label="Records"
          columns={splits ? [...MEMBERS, choice] : MEMBERS}
          rows={members}
          id={({ subject }) => subject}
          empty="No record is left."
        />
        {splits && leaving.size > 0 && (
          <Button variant="secondary" isDisabled={leaving.size === members.length} onClick={() => setAsking(true)}>
            Split off… <Label isCompact>{leaving.size}</Label>
          </Button>
        )}
      </Titled>
      <Titled title="What they share">
        <Rows
          label="Shared values"
          columns={LINKS}
          rows={links}
          id={({ namespace, subjects }) => `${namespace} ${subjects.join(' ')}`}
          empty="These records share no identifier; a person of one record needs none."
        />
      </Titled>
      {asking && <SplitOff explanation={explanation} leaving={leaving} onDone={() => setAsking(false)} />}
    </>
  );
}
