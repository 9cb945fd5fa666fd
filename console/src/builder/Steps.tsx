import { useAround } from './context';
import { Away, FilterFields, Filters } from './FilterFields';
import { InlineChoice, InlineEntry, InlineLength } from './inline';
import { type Mapping, put, replaced, text, without } from './yaml';

interface StepsProps {
  steps: Mapping[];
  onChange: (steps: Mapping[]) => void;
}

/** What must follow an event, or must not, in order. */
export function Steps({ steps, onChange }: StepsProps) {
  const set = (at: number, step: Mapping | undefined) => onChange(replaced(steps, at, step));
  return steps.map((step, at) => <Step key={at} step={step} onChange={(next) => set(at, next)} />);
}

function Step({ step, onChange }: { step: Mapping; onChange: (step: Mapping | undefined) => void }) {
  const { choices } = useAround();
  const key = 'without' in step ? 'without' : 'event';
  return (
    <div className="serai-step">
      <div className="serai-phrase">
        <InlineChoice
          label="What must follow"
          value={key}
          options={[
            { value: 'event', label: 'and then' },
            { value: 'without', label: 'and then not' },
          ]}
          onChange={(next) => onChange({ [next]: text(step[key]), ...without(step, [key]) })}
        />
        <InlineEntry
          label="Event that follows"
          suggestions={Object.keys(choices.events)}
          value={text(step[key])}
          onChange={(event) => onChange(put(step, key, event))}
        />
        <InlineChoice
          label="How soon"
          value={step.within === undefined ? 'ever' : 'within'}
          options={[
            { value: 'ever', label: key === 'event' ? 'whenever' : 'up to the next step' },
            { value: 'within', label: 'within' },
          ]}
          onChange={(next) => onChange(put(step, 'within', next === 'within' ? '7d' : undefined))}
        />
        {step.within !== undefined && (
          <InlineLength
            label="Within"
            value={text(step.within)}
            onChange={(within) => onChange(put(step, 'within', within))}
          />
        )}
        <Away label="Remove this step" onClick={() => onChange(undefined)} />
      </div>
      <FilterFields condition={step} onChange={onChange} />
      <div className="serai-adders">
        <Filters condition={step} onChange={onChange} />
      </div>
    </div>
  );
}
