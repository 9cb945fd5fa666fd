import { Button } from '@patternfly/react-core';
import { Link } from 'react-router';
import { useAddress } from '../shared/address';
import { csv, download } from '../shared/csv';
import { Pages } from '../shared/Pages';
import { type Column, Rows } from '../shared/Rows';
import { Screen } from '../shared/Screen';
import { When } from '../shared/When';
import { Filters } from './Filters';
import { place } from './place';
import { type Entry, type Filter, useAudit } from './queries';
import { Verify } from './Verify';

const COLUMNS: Column<Entry>[] = [
  { label: 'When', cell: ({ at }) => <When at={at} exact /> },
  { label: 'Who', cell: ({ actor }) => <span className="serai-breakable">{actor}</span> },
  { label: 'Did', cell: ({ action }) => action },
  { label: 'To', cell: ({ target }) => <Target target={target} /> },
  { label: 'Why', cell: ({ reason }) => <span className="serai-breakable">{reason || '–'}</span> },
  { label: 'Request', cell: ({ request }) => <code title={request}>{request.slice(0, 8) || '–'}</code> },
];

const HEADER = ['id', 'at', 'actor', 'action', 'target', 'reason', 'request'];

const save = (entries: Entry[]) =>
  download(
    'audit.csv',
    'text/csv',
    csv(
      HEADER,
      entries.map(({ id, at, actor, action, target, reason, request }) => [
        id,
        at,
        actor,
        action,
        target,
        reason,
        request,
      ]),
    ),
  );

const command = ({ actor, action, target }: Filter): string =>
  [
    'audit list',
    ...Object.entries({ actor, action, target })
      .filter(([, value]) => value)
      .map(([name, value]) => `--${name} '${value.replaceAll("'", "'\\''")}'`),
  ].join(' ');

/** Who did what. Nobody changes it, and a change would show. */
export function Audit() {
  const [actor] = useAddress('actor');
  const [action] = useAddress('action');
  const [target] = useAddress('target');
  const filter = { actor, action, target };
  return (
    <Screen
      title="Audit"
      about="Who did what, the newest first. Each row seals the one before, so none is changed or taken out unseen."
      command={command(filter)}
    >
      <div className="serai-stack">
        <Verify />
        <Filters key={JSON.stringify(filter)} filter={filter} />
        <Pages query={useAudit(filter)} of={({ entries }) => entries}>
          {(entries) => (
            <>
              <Button variant="link" isInline isDisabled={entries.length === 0} onClick={() => save(entries)}>
                Download these {entries.length} as CSV
              </Button>
              <Rows
                label="Audit trail"
                columns={COLUMNS}
                rows={entries}
                id={({ id }) => id}
                empty="Nobody did anything of this kind. Words must match as a whole, such as reveal or profile 12."
              />
            </>
          )}
        </Pages>
      </div>
    </Screen>
  );
}

function Target({ target }: { target: string }) {
  const to = place(target);
  return to ? <Link to={to}>{target}</Link> : <span className="serai-breakable">{target || '–'}</span>;
}
