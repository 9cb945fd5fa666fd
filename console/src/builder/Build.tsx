import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Alert } from '@patternfly/react-core';
import { type Definition, useDefinition } from '../definition/definitions';
import { Answer } from '../shared/Answer';
import { Screen } from '../shared/Screen';
import { Builder } from './Builder';
import { type Draft, draftOf } from './draft';
import { toQuery } from './tree';

const EMPTY = "segment: ''\nwhere:\n  all: []\n";

/** A new segment, with nothing asked of anybody yet. */
export function NewSegment() {
  const [first] = useState<Draft>(() => ({ source: EMPTY, head: { segment: '' }, query: toQuery({ all: [] }) }));
  return (
    <Screen title="New segment" about={<Link to="/segments">All segments</Link>} command="apply -f FILE">
      <Builder first={first} />
    </Screen>
  );
}

/** A segment that is there, to be changed. */
export function EditSegment() {
  const { name = '' } = useParams();
  const definition = useDefinition('segments', name);
  return (
    <Screen
      title={`Edit ${name}`}
      about={<Link to={`/segments/${name}`}>Back to {name}</Link>}
      command={`definition show segment ${name}`}
    >
      <Answer query={definition}>{(saved) => <Opened key={name} saved={saved} />}</Answer>
    </Screen>
  );
}

/** What was read first stays what is worked on, however often it is read again. */
function Opened({ saved }: { saved: Definition }) {
  const [began] = useState(saved);
  const [first] = useState(() => draftOf(began.yaml));
  return 'problem' in first ? (
    <Alert variant="danger" isInline title={first.problem}>
      <pre className="serai-code">{began.yaml}</pre>
    </Alert>
  ) : (
    <Builder first={first} saved={began} />
  );
}
