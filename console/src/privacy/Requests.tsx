import { Button, Label } from '@patternfly/react-core';
import { useState } from 'react';
import { Choice } from '../shared/Choice';
import { Confirm } from '../shared/Confirm';
import { Pages } from '../shared/Pages';
import { RevealButton } from '../shared/RevealButton';
import { type Column, Rows } from '../shared/Rows';
import { StateLabel } from '../shared/StateLabel';
import { Titled } from '../shared/Titled';
import { useAddress } from '../shared/address';
import { type PrivacyRequest, type Shown, useClose, useRequests } from './queries';

const STATES = ['open', 'fulfilled', 'refused', 'all'] as const;

/** What is done when a request of each kind is fulfilled. */
const EFFECTS: Record<PrivacyRequest['kind'], string> = {
  access: 'Only that it is done is kept. Show and download the profile before, and send it to them.',
  erasure:
    'The identifier is blocked: never stored again, never sent, and destinations erase them at the next run of each sync. Delete them at the sources too. The request keeps the identifier no more.',
  objection: 'The identifier is blocked from being sent anywhere; destinations let go of them at the next run.',
  rectification: 'Only that it is done is kept. Correct it at the source before.',
};

/** What people asked, with what the law says about when it must be done. */
export function Requests() {
  const [state, setState] = useAddress('state', 'open');
  const [reason, setReason] = useState('');
  const shown = STATES.find((one) => one === state) ?? 'open';
  return (
    <Titled title="Requests" about="What people asked, until the law's due date.">
      <div className="serai-line">
        <Choice
          label="State"
          value={shown}
          onChoose={setState}
          options={Object.fromEntries(STATES.map((one) => [one, one]))}
        />
        <RevealButton reason={reason} onReason={setReason} />
      </div>
      <Listed shown={shown} reason={reason} />
    </Titled>
  );
}

function Listed({ shown, reason }: { shown: Shown; reason: string }) {
  const [closing, setClosing] = useState<{ request: PrivacyRequest; how: 'fulfil' | 'refuse' }>();
  const columns: Column<PrivacyRequest>[] = [
    { label: 'Number', cell: ({ id }) => id, numeric: true },
    { label: 'Asks for', cell: ({ kind }) => kind },
    { label: 'Who', cell: ({ namespace, identifier }) => `${namespace}: ${identifier || 'erased'}` },
    { label: 'Came', cell: ({ received }) => received },
    { label: 'Due', cell: (request) => <Due of={request} /> },
    {
      label: 'State',
      cell: ({ state, closed }) => <StateLabel state={closed?.note ? `${state}: ${closed.note}` : state} />,
    },
    {
      label: 'Close',
      cell: (request) =>
        request.state === 'open' && (
          <div className="serai-deeds">
            {(['fulfil', 'refuse'] as const).map((how) => (
              <Button key={how} variant="link" isInline onClick={() => setClosing({ request, how })}>
                {how === 'fulfil' ? 'Fulfil' : 'Refuse'}
                <span className="pf-v6-screen-reader"> {request.id}</span>
              </Button>
            ))}
          </div>
        ),
    },
  ];
  return (
    <>
      <Pages query={useRequests(shown, reason)} of={({ requests }) => requests}>
        {(requests) => (
          <Rows
            label="Privacy requests"
            columns={columns}
            rows={requests}
            id={({ id }) => id}
            empty="Look for an identifier above, and keep what its holder asks for."
          />
        )}
      </Pages>
      {closing && <Close {...closing} onDone={() => setClosing(undefined)} />}
    </>
  );
}

function Due({ of: { due, law, overdue } }: { of: PrivacyRequest }) {
  return (
    <>
      {due} ({law.toUpperCase()}){' '}
      {overdue && (
        <Label status="danger" variant="outline" isCompact>
          overdue
        </Label>
      )}
    </>
  );
}

interface CloseProps {
  request: PrivacyRequest;
  how: 'fulfil' | 'refuse';
  onDone: () => void;
}

function Close({ request: { id, kind }, how, onDone }: CloseProps) {
  const close = useClose();
  const isDone = how === 'fulfil';
  return (
    <Confirm
      title={`${isDone ? 'Fulfil' : 'Refuse'} request ${id}`}
      verb={isDone ? 'Fulfil' : 'Refuse'}
      reason
      onDone={onDone}
      act={(text) => close.mutateAsync({ id, how, text })}
    >
      <p>{isDone ? EFFECTS[kind] : 'It is closed without being done. Say why; they must be told too.'}</p>
    </Confirm>
  );
}
