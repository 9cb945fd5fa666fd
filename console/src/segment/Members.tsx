import { Button, Modal, ModalBody, ModalHeader } from '@patternfly/react-core';
import { useState } from 'react';
import { Link } from 'react-router';
import { Verdict } from '../profile/Verdict';
import { Answer } from '../shared/Answer';
import { Ask, isNumber } from '../shared/Ask';
import { Pages } from '../shared/Pages';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { useExplanation, useMembers } from './queries';

interface Member {
  profileId: number;
  since: string;
}

/** Who is in a segment, and why anybody is or is not. */
export function Members({ name }: { name: string }) {
  const members = useMembers(name);
  const [why, setWhy] = useState<number>();
  const columns: Column<Member>[] = [
    { label: 'Profile', cell: ({ profileId }) => <Link to={`/profiles/${profileId}`}>{profileId}</Link> },
    { label: 'Since', cell: ({ since }) => <When at={since} /> },
    {
      label: 'Why',
      cell: ({ profileId }) => (
        <Button variant="link" isInline aria-label={`Explain profile ${profileId}`} onClick={() => setWhy(profileId)}>
          Explain
        </Button>
      ),
    },
  ];
  return (
    <div className="serai-parts">
      <WhyNot onAsk={setWhy} />
      <Pages query={members} of={(page) => page.members}>
        {(rows) => (
          <Rows
            label="Members"
            columns={columns}
            rows={rows}
            id={({ profileId }) => profileId}
            empty="Nobody meets its condition. Edit it, and look at what each part keeps and drops."
          />
        )}
      </Pages>
      {why !== undefined && (
        <Modal isOpen variant="medium" onClose={() => setWhy(undefined)} aria-labelledby="why-title">
          <ModalHeader title={`Profile ${why} and ${name}`} labelId="why-title" />
          <ModalBody>
            <Why name={name} id={why} />
          </ModalBody>
        </Modal>
      )}
    </div>
  );
}

function Why({ name, id }: { name: string; id: number }) {
  return <Answer query={useExplanation(name, id)}>{(found) => <Verdict found={found} />}</Answer>;
}

const WhyNot = ({ onAsk }: { onAsk: (id: number) => void }) => (
  <Ask
    label="Why is a profile in it, or not?"
    verb="Explain"
    variant="secondary"
    placeholder="Its id"
    isFit={isNumber}
    onAsk={(text) => onAsk(Number(text))}
  />
);
