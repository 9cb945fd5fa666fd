import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { useMay } from '../session/session';
import { Confirm } from './Confirm';
import { sendable } from './reveal';

interface RevealButtonProps {
  /** Why it is unmasked now; empty while it is not. */
  reason: string;
  onReason: (reason: string) => void;
}

/** Shows personal data to those who may see it and say why; hides it again. */
export function RevealButton({ reason, onReason }: RevealButtonProps) {
  const [asking, setAsking] = useState(false);
  const may = useMay('people-reveal');
  if (!may) {
    return null;
  }
  if (reason) {
    return (
      <Button variant="secondary" size="sm" onClick={() => onReason('')}>
        Mask again
      </Button>
    );
  }
  return (
    <>
      <Button variant="secondary" size="sm" onClick={() => setAsking(true)}>
        Show personal data
      </Button>
      {asking && (
        <Confirm
          title="Show personal data"
          verb="Show"
          reason
          onDone={() => setAsking(false)}
          act={async (why) => onReason(sendable(why))}
        >
          <p>The audit trail keeps that you looked, and why. It does not keep what you saw.</p>
        </Confirm>
      )}
    </>
  );
}
