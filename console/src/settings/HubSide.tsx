import { Alert, Content } from '@patternfly/react-core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { answer, api, type Shapes } from '../api/client';
import { useStatus } from '../overview/status';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Deed, Outcomes } from '../shared/Deed';
import { Facts } from '../shared/Facts';
import { Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import { When } from '../shared/When';
import { count } from '../shared/words';

/** What runs, and what of the configuration does not yet. */
export function HubSide() {
  return <Answer query={useStatus()}>{(hub) => <Known hub={hub} />}</Answer>;
}

function Known({ hub }: { hub: Shapes['Status'] }) {
  return (
    <>
      <Facts
        facts={{
          Name: hub.name,
          State: <StateLabel state={hub.state} />,
          Version: hub.version,
          MariaDB: hub.store.version,
          'Runs since': <When at={hub.startedAt} exact />,
          Profiles: count(hub.profiles),
        }}
      />
      {hub.pendingApply.length > 0 && <Pending files={hub.pendingApply} />}
      {hub.configProblems.length > 0 && (
        <>
          <Alert variant="warning" isInline title="Some files have problems: the last good version of each runs." />
          <Rows
            label="Problems of the configuration"
            columns={[
              { label: 'Where', cell: ({ file, line, path }) => `${file}:${line} ${path}` },
              { label: 'What', cell: ({ message }) => message },
              { label: 'Cure', cell: ({ cure }) => cure },
            ]}
            rows={hub.configProblems}
            id={({ file, line, path, message }) => `${file}:${line} ${path} ${message}`}
            empty=""
          />
        </>
      )}
    </>
  );
}

/** Changes that wait for somebody's word, because they change stored data. */
function Pending({ files }: { files: string[] }) {
  const queries = useQueryClient();
  const plan = useMutation({ mutationFn: () => answer(api.POST('/api/v1/plan', { body: {} })) });
  const apply = useMutation<unknown>({
    mutationFn: () => answer(api.POST('/api/v1/apply', { body: {} })),
    onSuccess: () => queries.invalidateQueries(),
  });
  const mayPlan = useMay('config-plan');
  const mayApply = useMay('config-apply');
  return (
    <Alert variant="info" isInline title="Changes wait to be applied, because they change what is stored">
      <Content component="p">{files.join(', ')}</Content>
      <div className="serai-deeds">
        {mayPlan && <Deed label="See what they would do" deed={plan} />}
        {mayApply && <Deed label="Apply" variant="primary" deed={apply} />}
      </div>
      {plan.data && (
        <Facts
          facts={{
            Profiles: `${count(plan.data.identity.profilesBefore)} → ${count(plan.data.identity.profiles)}`,
            Merged: count(plan.data.identity.merged),
            Split: count(plan.data.identity.split),
            ...Object.fromEntries(
              plan.data.segments.map(({ name, before, after }) => [
                `Segment ${name}`,
                `${count(before)} → ${count(after)}`,
              ]),
            ),
          }}
        />
      )}
      <Outcomes deeds={[{ deed: apply, done: 'They are being applied.' }]} />
    </Alert>
  );
}
