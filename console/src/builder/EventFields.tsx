import type { FieldsProps } from './OtherFields';
import { Button } from '@patternfly/react-core';
import PlusIcon from '@patternfly/react-icons/dist/esm/icons/plus-icon';
import { useAround } from './context';
import { FilterFields, Filters } from './FilterFields';
import { InlineEntry } from './inline';
import { MeasureFields } from './MeasureFields';
import { Steps } from './Steps';
import { WindowFields } from './WindowFields';
import { ZoneField } from './ZoneField';
import { mappings, type Mapping, put, text, texts } from './yaml';

/** Whether it depends on where midnight is. */
const isByTheClock = (condition: Mapping): boolean =>
  ['zone', 'hours', 'days'].some((key) => key in condition) ||
  texts(condition.between).some((end) => end.includes('-'));

/** Which events, how often or how much, when, and what must follow. */
export function EventFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  const then = mappings(condition.then);
  const setThen = (steps: Mapping[]) => onChange(put(condition, 'then', steps.length > 0 ? steps : undefined));
  return (
    <>
      <InlineEntry
        label="Event"
        suggestions={Object.keys(choices.events)}
        value={text(condition.event)}
        onChange={(event) => onChange(put(condition, 'event', event))}
      />
      <MeasureFields condition={condition} onChange={onChange} />
      <WindowFields condition={condition} onChange={onChange} />
      <FilterFields condition={condition} onChange={onChange} />
      {isByTheClock(condition) && <ZoneField condition={condition} onChange={onChange} />}
      <Steps steps={then} onChange={setThen} />
      <div className="serai-adders">
        <Filters condition={condition} onChange={onChange} />
        <Button
          variant="link"
          size="sm"
          icon={<PlusIcon />}
          onClick={() => setThen([...then, { event: Object.keys(choices.events)[0] ?? '', within: '7d' }])}
        >
          What must follow
        </Button>
      </div>
    </>
  );
}
