import { Button, Title } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { Failure, type Shapes } from '../api/client';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Rows } from '../shared/Rows';
import { ConnectionForm } from './ConnectionForm';
import { check, useDefinitions } from './queries';

/** The sources and destinations of this hub, whether they can be reached, and new ones. */
export function Connections() {
  const [adding, setAdding] = useState(false);
  const may = useMay('connection-define');
  const mayCheck = useMay('source-run');
  return (
    <>
      {may && (
        <div className="serai-deeds">
          <Button variant={adding ? 'link' : 'primary'} onClick={() => setAdding(!adding)}>
            {adding ? 'Cancel' : 'New destination'}
          </Button>
          <Button variant="secondary" component={(props) => <Link {...props} to="/new/sources" />}>
            New source
          </Button>
        </div>
      )}
      {adding && <ConnectionForm side="destination" onSaved={() => setAdding(false)} />}
      <Title headingLevel="h2" className="serai-part">
        What is connected
      </Title>
      <Answer query={useDefinitions()}>
        {(all) => (
          <Rows
            label="Connections"
            columns={[
              { label: 'Kind', cell: ({ kind }) => kind },
              { label: 'Name', cell: ({ kind, name }) => <Link to={`/settings/${kind}s/${name}`}>{name}</Link> },
              { label: 'Reachable', cell: ({ name }) => (mayCheck ? <Check name={name} /> : '–') },
            ]}
            rows={all.filter(isConnection)}
            id={({ kind, name }) => `${kind} ${name}`}
            empty="Connect a source and a destination here, or by files in config."
          />
        )}
      </Answer>
    </>
  );
}

const isConnection = ({ kind }: Shapes['DefinitionItem']) => kind === 'source' || kind === 'destination';

function Check({ name }: { name: string }) {
  const checked = useMutation({ mutationFn: () => check(name) });
  return (
    <>
      <Button variant="link" isInline isLoading={checked.isPending} onClick={() => checked.mutate()}>
        Check<span className="pf-v6-screen-reader"> {name}</span>
      </Button>{' '}
      <span aria-live="polite">
        {checked.data && 'reached, and let in'}
        {checked.error && Failure.of(checked.error).problem.detail}
      </span>
    </>
  );
}
