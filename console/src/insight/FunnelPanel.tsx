import { Alert, Button } from '@patternfly/react-core';
import PlusIcon from '@patternfly/react-icons/dist/esm/icons/plus-icon';
import { useChoices } from '../builder/choices';
import { Away } from '../builder/FilterFields';
import { InlineChoice, InlineEntry, InlineLength } from '../builder/inline';
import { length } from '../builder/words';
import { Bars } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, part, text } from '../chart/table';
import { spanOf } from '../segment/days';
import { useSpanWord } from '../segment/SpanChoice';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { type Step, stepsOf, toFunnel, wordOf } from './funnel';
import { type Insight, useFunnel } from './queries';

const MOST = 10;

/** Who took each of several steps in order; the steps stand in the address. */
export function FunnelPanel() {
  const { events: types, segments } = useChoices();
  const events = Object.keys(types);
  const [word, setWord] = useAddress(
    'steps',
    wordOf(events.slice(0, 2).map((event) => ({ event, isNot: false, within: '' }))),
  );
  const [segment, setSegment] = useAddress('of');
  const [days] = useSpanWord();
  const steps = stepsOf(word);
  const funnel = useFunnel(toFunnel(steps), spanOf(days), segment);
  const set = (next: Step[]) => setWord(wordOf(next));
  return (
    <>
      <div className="serai-funnel" role="group" aria-label="Steps of the funnel">
        {steps.map((step, at) => (
          <StepFields
            key={at}
            at={at}
            step={step}
            events={events}
            onChange={(next) => set(next ? steps.with(at, next) : steps.filter((_, other) => other !== at))}
          />
        ))}
        <div className="serai-picks">
          <Button
            variant="link"
            size="sm"
            icon={<PlusIcon />}
            isDisabled={steps.length > MOST}
            onClick={() => set([...steps, { event: events[0] ?? '', isNot: false, within: '7d' }])}
          >
            Step
          </Button>
          <InlineChoice
            label="Of whom"
            value={segment}
            options={[
              { value: '', label: 'of everyone' },
              ...segments.map((value) => ({ value, label: `of ${value}` })),
            ]}
            onChange={setSegment}
          />
        </div>
      </div>
      {steps.length < 2 ? (
        <Alert variant="info" isInline isPlain title="A funnel has two steps or more." />
      ) : (
        <Answer query={funnel}>
          {({ at, rows }) => (
            <Funnel at={at} rows={rows.map((row, index) => ({ ...row, step: named(steps[index]) }))} />
          )}
        </Answer>
      )}
    </>
  );
}

const named = (step: Step | undefined): string =>
  step ? `${step.isNot ? 'no ' : ''}${step.event}${step.within === '' ? '' : ` within ${length(step.within)}`}` : '';

function Funnel({ at, rows }: Insight) {
  return (
    <Panel
      id="funnel"
      title="Funnel"
      about="People with a first event in the span that all steps up to this one follow, whenever; what must not happen must not come before the next step."
      at={at}
      table={{
        columns: [
          text('step', 'Step'),
          number('profiles', 'Profiles'),
          part('of_before', 'Of the step before'),
          part('of_first', 'Of the first'),
        ],
        rows,
      }}
    >
      <Bars label="Funnel" rows={rows} of="step" series={[{ key: 'profiles', label: 'Profiles' }]} />
    </Panel>
  );
}

interface StepFieldsProps {
  at: number;
  step: Step;
  events: string[];
  onChange: (step: Step | undefined) => void;
}

function StepFields({ at, step, events, onChange }: StepFieldsProps) {
  return (
    <div className="serai-picks">
      {at === 0 ? (
        <span>First</span>
      ) : (
        <InlineChoice
          label={`What step ${at + 1} is`}
          value={step.isNot ? 'not' : 'then'}
          options={[
            { value: 'then', label: 'then' },
            { value: 'not', label: 'but not' },
          ]}
          onChange={(next) => onChange({ ...step, isNot: next === 'not' })}
        />
      )}
      <InlineEntry
        label={`Step ${at + 1}`}
        suggestions={events}
        value={step.event}
        onChange={(event) => onChange({ ...step, event })}
      />
      {at > 0 && (
        <InlineChoice
          label={`How soon after step ${at}`}
          value={step.within === '' ? 'ever' : 'within'}
          options={[
            { value: 'ever', label: step.isNot ? 'up to the next step' : 'whenever' },
            { value: 'within', label: 'within' },
          ]}
          onChange={(next) => onChange({ ...step, within: next === 'within' ? '7d' : '' })}
        />
      )}
      {at > 0 && step.within !== '' && (
        <InlineLength
          label={`Within, step ${at + 1}`}
          value={step.within}
          onChange={(within) => onChange({ ...step, within })}
        />
      )}
      <Away label={`Remove step ${at + 1}`} onClick={() => onChange(undefined)} />
    </div>
  );
}
