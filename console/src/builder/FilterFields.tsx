import type { FieldsProps } from './OtherFields';
import { Button } from '@patternfly/react-core';
import PlusIcon from '@patternfly/react-icons/dist/esm/icons/plus-icon';
import TimesIcon from '@patternfly/react-icons/dist/esm/icons/times-icon';
import { CheckFields } from './CheckFields';
import { domainOf } from './checks';
import { useAround } from './context';
import { InlineChoice, InlineEntry } from './inline';
import { isMapping, mappings, type Mapping, put, replaced, text, texts } from './yaml';

const withFilters = (condition: Mapping, filters: Mapping[]) =>
  put(condition, 'where', filters.length > 0 ? filters : undefined);

/** Which properties the events must have, and in which hours they must lie. */
export function FilterFields({ condition, onChange }: FieldsProps) {
  const properties = useProperties(condition);
  const filters = mappings(condition.where);
  const set = (at: number, filter: Mapping | undefined) =>
    onChange(withFilters(condition, replaced(filters, at, filter)));
  return (
    <>
      {filters.map((filter, at) => (
        <div key={at} className="serai-phrase">
          <span>{at === 0 ? 'where' : 'and'}</span>
          <InlineEntry
            label="Property"
            placeholder="property"
            suggestions={Object.keys(properties)}
            value={text(filter.property)}
            onChange={(property) => set(at, put(filter, 'property', property))}
          />
          <CheckFields
            of="the property"
            domain={domainOf(properties[text(filter.property)])}
            condition={filter}
            onChange={(next) => set(at, next)}
          />
          <Away label="Remove this property" onClick={() => set(at, undefined)} />
        </div>
      ))}
      {isMapping(condition.hours) && (
        <Hours hours={condition.hours} onChange={(hours) => onChange(put(condition, 'hours', hours))} />
      )}
    </>
  );
}

/** Adds what {@link FilterFields} shows. */
export function Filters({ condition, onChange }: FieldsProps) {
  const filters = mappings(condition.where);
  return (
    <>
      <Button
        variant="link"
        size="sm"
        icon={<PlusIcon />}
        onClick={() => onChange(withFilters(condition, [...filters, { property: '', exists: true }]))}
      >
        Property
      </Button>
      {!isMapping(condition.hours) && (
        <Button
          variant="link"
          size="sm"
          icon={<PlusIcon />}
          onClick={() => onChange(put(condition, 'hours', { from: '18:00', to: '23:00' }))}
        >
          Hours of the week
        </Button>
      )}
    </>
  );
}

/** The properties of the events that a condition, or a step of it, is about. */
export function useProperties(condition: Mapping): Record<string, string> {
  return useAround().choices.events[text(condition.event ?? condition.without)] ?? {};
}

export function Away({ label, onClick }: { label: string; onClick: () => void }) {
  return <Button variant="plain" size="sm" aria-label={label} icon={<TimesIcon />} onClick={onClick} />;
}

const DAYS = [
  { value: '', label: 'every day' },
  { value: 'mon,tue,wed,thu,fri', label: 'Monday to Friday' },
  { value: 'sat,sun', label: 'Saturday and Sunday' },
  ...['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((value) => ({ value, label: `on ${value}` })),
];

function Hours({ hours, onChange }: { hours: Mapping; onChange: (hours: Mapping | undefined) => void }) {
  const set = (key: string, value: string) => onChange(put(hours, key, value === '' ? undefined : value));
  return (
    <div className="serai-phrase">
      <span>in the hours</span>
      <InlineChoice
        label="Days of the week"
        value={texts(hours.days).join(',')}
        options={DAYS}
        onChange={(days) => onChange(put(hours, 'days', days === '' ? undefined : days.split(',')))}
      />
      <InlineEntry label="From" isNarrow type="time" value={text(hours.from)} onChange={(from) => set('from', from)} />
      <span>to</span>
      <InlineEntry label="To" isNarrow type="time" value={text(hours.to)} onChange={(to) => set('to', to)} />
      <Away label="Remove the hours" onClick={() => onChange(undefined)} />
    </div>
  );
}
