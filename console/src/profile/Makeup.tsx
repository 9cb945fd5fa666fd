import { Skeleton } from '@patternfly/react-core';
import { lazy, Suspense } from 'react';
import { Pair } from '../identity/Pair';
import { WhatIf } from '../identity/WhatIf';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Titled } from '../shared/Titled';
import { History } from './History';
import { MergeWith } from './MergeWith';
import { type Explanation, useExplanation } from './queries';
import { Records } from './Records';
import { Ties } from './Ties';

const LinkGraph = lazy(async () => ({ default: (await import('./LinkGraph')).LinkGraph }));

/** More than this is a knot, which no picture untangles. */
const MOST_BOXES = 60;

/** Why these records are one person, and how to correct it if they are not. */
export function Makeup({ id, reason }: { id: number; reason: string }) {
  const decides = useMay('people-decide');
  return (
    <Answer query={useExplanation(id, reason)} lines={8}>
      {(explanation) => (
        <div className="serai-parts">
          <Drawn explanation={explanation} />
          <Records key={explanation.members.map(({ subject }) => subject).join(' ')} explanation={explanation} />
          {explanation.members.length > 1 && (
            <>
              <Ties id={explanation.profileId} />
              <Two explanation={explanation} reason={reason} />
              <WhatIf id={explanation.profileId} />
            </>
          )}
          <Titled title="Merges and splits">
            <History
              steps={explanation.history.toReversed()}
              empty="This profile was never merged or split: its records came together as they came in."
            />
          </Titled>
          {decides && <MergeWith id={explanation.profileId} />}
        </div>
      )}
    </Answer>
  );
}

function Drawn({ explanation }: { explanation: Explanation }) {
  const boxes = explanation.members.length + explanation.links.length;
  if (explanation.links.length === 0 || boxes > MOST_BOXES) {
    return null;
  }
  return (
    <Suspense fallback={<Skeleton height="12rem" screenreaderText="Loading" />}>
      <LinkGraph explanation={explanation} />
    </Suspense>
  );
}

function Two({ explanation, reason }: { explanation: Explanation; reason: string }) {
  return (
    <Titled title="Why are two records one person?" about="What they share, what they weigh, what somebody decided.">
      <Pair subjects={explanation.members.map(({ subject }) => subject)} reason={reason} />
    </Titled>
  );
}
