import { ProgressStep, ProgressStepper } from '@patternfly/react-core';
import { useSearchParams } from 'react-router';
import { Screen } from '../shared/Screen';
import { DestinationStep } from './DestinationStep';
import { FileStep } from './FileStep';
import { ImportStep } from './ImportStep';
import { MappingStep } from './MappingStep';
import { SegmentStep } from './SegmentStep';
import { SyncStep } from './SyncStep';

/** The steps from a file to a synced segment, and what of the address each makes. */
const STEPS = [
  { makes: 'upload', title: 'File' },
  { makes: 'run', title: 'Mapping' },
  { makes: 'imported', title: 'Import' },
  { makes: 'segment', title: 'Segment' },
  { makes: 'destination', title: 'Destination' },
  { makes: 'sync', title: 'Sync' },
] as const;

type Made = (typeof STEPS)[number]['makes'];

/** From a file of people to a destination that is kept in step with some of them. How far one is, is in the address. */
export function Start() {
  const [address, setAddress] = useSearchParams();
  const at = (made: Made) => address.get(made) ?? '';
  const made = (what: Made) => (value: string) =>
    setAddress((before) => {
      const next = new URLSearchParams(before);
      next.set(what, value);
      return next;
    });
  const now = STEPS.findIndex(({ makes }) => !at(makes));
  const current = STEPS[now]?.makes ?? 'sync';
  return (
    <Screen
      title="Start with a file"
      about="From a file of people to a destination that is kept in step with some of them."
      command="import FILE --mapping NAME"
    >
      <ProgressStepper aria-label="Steps" className="serai-steps">
        {STEPS.map(({ makes, title }, number) => (
          <ProgressStep
            key={makes}
            id={`step-${makes}`}
            titleId={`step-${makes}-title`}
            variant={number < now ? 'success' : number === now ? 'info' : 'pending'}
            isCurrent={makes === current}
            aria-label={`${title}, ${number < now ? 'done' : number === now ? 'now' : 'later'}`}
          >
            {title}
          </ProgressStep>
        ))}
      </ProgressStepper>
      {current === 'upload' && <FileStep onSent={made('upload')} />}
      {current === 'run' && <MappingStep upload={at('upload')} onBegun={(run) => made('run')(String(run))} />}
      {current === 'imported' && <ImportStep run={Number(at('run'))} onGoOn={() => made('imported')('yes')} />}
      {current === 'segment' && <SegmentStep onChosen={made('segment')} />}
      {current === 'destination' && <DestinationStep onChosen={made('destination')} />}
      {current === 'sync' && <SyncStep segment={at('segment')} destination={at('destination')} />}
    </Screen>
  );
}
