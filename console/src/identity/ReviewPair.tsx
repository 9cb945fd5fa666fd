import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Failure } from '../api/client';
import { useMay } from '../session/session';
import { Answer, FailureBox } from '../shared/Answer';
import { RevealButton } from '../shared/RevealButton';
import { PairView } from './PairView';
import { type Match, useDecide, usePair, type Verdict } from './queries';
import { Sides } from './Sides';

const VERDICTS: Record<string, Verdict> = { a: 'accept', r: 'refuse', d: 'defer' };

interface ReviewPairProps {
  pair: Match;
  /** Stays from pair to pair, for one sitting mostly has one. */
  reason: string;
  onReason: (reason: string) => void;
  onNext: () => void;
}

/** Two records side by side, what they weigh, and a decision: by a button, or by a key while the pair has the focus. */
export function ReviewPair({ pair, reason, onReason, onNext }: ReviewPairProps) {
  const [reveal, setReveal] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const decides = useMay('people-decide');
  const decide = useDecide();
  const why = usePair(pair.one, pair.other, reveal);
  useEffect(() => frame.current?.focus(), []);
  const act = (verdict: Verdict) => {
    if (!reason.trim()) {
      document.getElementById('review-reason')?.focus();
    } else if (!decide.isPending) {
      decide.mutate({ pair, verdict, reason: reason.trim() }, { onSuccess: onNext });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const verdict = VERDICTS[event.key];
    if (event.target !== frame.current || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (verdict && decides) {
      act(verdict);
    } else if (event.key === 'n') {
      onNext();
    }
  };
  return (
    <div
      ref={frame}
      tabIndex={-1}
      role="group"
      aria-label={`Records ${pair.one} and ${pair.other}`}
      className="serai-stack serai-review"
      onKeyDown={onKeyDown}
    >
      <Sides pair={pair} reason={reveal} />
      {decide.error && <FailureBox failure={Failure.of(decide.error)} />}
      {decides && <Decision reason={reason} onReason={onReason} busy={decide.isPending} act={act} />}
      <div className="serai-buttons">
        <Button variant="link" isInline onClick={onNext}>
          Pass over for now
        </Button>
        <RevealButton reason={reveal} onReason={setReveal} />
      </div>
      <Answer query={why}>{(found) => <PairView pair={found} />}</Answer>
    </div>
  );
}

interface DecisionProps {
  reason: string;
  onReason: (reason: string) => void;
  busy: boolean;
  act: (verdict: Verdict) => void;
}

function Decision({ reason, onReason, busy, act }: DecisionProps) {
  return (
    // Enter in the field decides nothing: which of the three would it be?
    <Form className="serai-ask" onSubmit={(event) => event.preventDefault()}>
      <FormGroup label="Why (kept with the decision)" fieldId="review-reason" isRequired>
        <TextInput id="review-reason" value={reason} onChange={(_, value) => onReason(value)} />
      </FormGroup>
      <div className="serai-buttons">
        <Button isDisabled={busy} onClick={() => act('accept')}>
          One person (a)
        </Button>
        <Button variant="secondary" isDisabled={busy} onClick={() => act('refuse')}>
          Two people (r)
        </Button>
        <Button variant="secondary" isDisabled={busy} onClick={() => act('defer')}>
          Not now (d)
        </Button>
      </div>
    </Form>
  );
}
