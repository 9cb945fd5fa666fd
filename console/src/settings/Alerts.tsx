import { Button } from '@patternfly/react-core';
import { useMutation } from '@tanstack/react-query';
import { answer, api, Failure, type Shapes } from '../api/client';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { count } from '../shared/words';
import { useAlerts } from './queries';

type AlertState = Shapes['Alert'];

const COLUMNS: Column<AlertState>[] = [
  { label: 'Alert', cell: ({ name }) => name },
  { label: 'By', cell: ({ channel }) => channel },
  { label: 'Tells of', cell: ({ atLeast }) => `${atLeast} and worse` },
  { label: 'Last told', cell: ({ toldAt }) => <When at={toldAt} /> },
  { label: 'Yet to tell', numeric: true, cell: ({ waiting }) => count(waiting) },
  { label: 'What went wrong', cell: ({ error }) => error ?? '–' },
];

/** Who is told what needs somebody. */
export function Alerts() {
  const may = useMay('alert-try');
  const columns = may
    ? [...COLUMNS, { label: 'Try', cell: (alert: AlertState) => <Try name={alert.name} /> }]
    : COLUMNS;
  return (
    <Answer query={useAlerts()}>
      {(alerts) => (
        <Rows
          label="Alerts"
          columns={columns}
          rows={alerts}
          id={({ name }) => name}
          empty="Nobody is told yet. Put a file into config/alerts: by e-mail, webhook or Slack."
        />
      )}
    </Answer>
  );
}

function Try({ name }: { name: string }) {
  const test = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/alerts/{name}/test', { params: { path: { name } } })),
  });
  return (
    <>
      <Button variant="link" isInline isLoading={test.isPending} onClick={() => test.mutate()}>
        Send a trial<span className="pf-v6-screen-reader"> by {name}</span>
      </Button>{' '}
      <span aria-live="polite">{test.isSuccess ? 'taken' : test.error && Failure.of(test.error).problem.detail}</span>
    </>
  );
}
