import { Label } from '@patternfly/react-core';
import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { KINDS } from '../definition/definitions';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { Choice } from '../shared/Choice';
import { type Column, Rows } from '../shared/Rows';
import { useDefinitions } from './queries';

type Item = Shapes['DefinitionItem'];

/** Where it is shown, for what has a path of its own. */
function at({ kind, name }: Item): string | undefined {
  const path = KINDS.find((one) => one === `${kind}s`);
  return path && `/settings/${path}/${encodeURIComponent(name)}`;
}

/** What is shipped has no file of the user's; it is called so. */
function place({ stored, file }: Item) {
  if (stored) {
    return 'the hub';
  }
  return file?.startsWith('shipped/') ? 'shipped; counts until one is written' : <code>{file}</code>;
}

const COLUMNS: Column<Item>[] = [
  { label: 'Kind', cell: ({ kind }) => kind },
  {
    label: 'Name',
    cell: (item) => {
      const to = at(item);
      return to ? <Link to={to}>{item.name}</Link> : item.name;
    },
  },
  { label: 'Stands in', cell: place },
  { label: 'Version', cell: ({ version }) => <code>{version.slice(0, 12)}</code> },
  {
    label: 'Problems',
    cell: ({ problems }) =>
      problems.length > 0 ? (
        <>
          <Label status="danger" variant="outline" isCompact>
            {problems.length}
          </Label>{' '}
          {problems[0]?.message} {problems[0]?.cure}
        </>
      ) : (
        '–'
      ),
  },
];

/** Everything that is defined, in files and in the hub. */
export function Definitions() {
  const [kind, setKind] = useAddress('kind');
  return (
    <Answer query={useDefinitions()}>
      {(all) => (
        <>
          <Choice
            label="Kind"
            value={kind}
            onChoose={setKind}
            options={{ '': 'Every kind', ...Object.fromEntries(all.map((item) => [item.kind, item.kind])) }}
          />
          <Rows
            label="Definitions"
            columns={COLUMNS}
            rows={all.filter((item) => kind === '' || item.kind === kind)}
            id={(item) => `${item.kind} ${item.name}`}
            empty={<Link to="/start">Start with a file of people.</Link>}
          />
        </>
      )}
    </Answer>
  );
}
