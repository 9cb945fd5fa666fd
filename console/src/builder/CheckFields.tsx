import { Checkbox } from '@patternfly/react-core';
import { useId } from 'react';
import { askedOf, asking, asksOf, type Domain, isTextual } from './checks';
import { InlineChoice, InlineEntry, InlineLength } from './inline';
import { Items } from './Items';
import { CHECKS } from './shapes';
import { mapping, type Mapping, put, text, texts, typed, type Value } from './yaml';

interface CheckFieldsProps {
  /** What is asked about. */
  of: string;
  domain: Domain;
  condition: Mapping;
  onChange: (condition: Mapping) => void;
}

/** What is asked of a value, and the value it is compared with. */
export function CheckFields({ of, domain, condition, onChange }: CheckFieldsProps) {
  const asks = asksOf(domain, condition);
  const asked = askedOf(condition) ?? '';
  const key = CHECKS.find((any) => any in condition);
  const choose = (id: string) => {
    const ask = asks.find((any) => any.id === id);
    if (ask) {
      onChange(asking(condition, ask));
    }
  };
  return (
    <>
      <InlineChoice
        label={`What is asked of ${of}`}
        value={asked}
        options={asks.map(({ id, label }) => ({ value: id, label }))}
        onChange={choose}
      />
      {key !== undefined && key !== 'exists' && (
        <Compared
          check={key}
          domain={domain}
          value={condition[key] ?? ''}
          onChange={(value) => onChange(put(condition, key, value))}
        />
      )}
      {key !== undefined && isTextual(key) && (domain === 'text' || domain === 'unknown') && (
        <>
          {(['case', 'accents'] as const).map((what) => (
            <Ignoring
              key={what}
              what={what}
              is={condition[`ignore_${what}`] === true}
              onChange={(is) => onChange(put(condition, `ignore_${what}`, is ? true : undefined))}
            />
          ))}
        </>
      )}
    </>
  );
}

function Ignoring({ what, is, onChange }: { what: string; is: boolean; onChange: (is: boolean) => void }) {
  return <Checkbox id={useId()} label={`ignoring ${what}`} isChecked={is} onChange={(_, next) => onChange(next)} />;
}

interface ComparedProps {
  check: string;
  domain: Domain;
  value: Value;
  onChange: (value: Value) => void;
}

const LENGTHS = ['within', 'before', 'next', 'anniversary'];

/** The value, typed as its domain wants: text stays text, so that "01067" does. */
function Compared({ check, domain, value, onChange }: ComparedProps) {
  const read = (input: string): Value => (domain === 'text' || domain === 'list' ? input : typed(input));
  const type = domain === 'date' || domain === 'moment' ? 'date' : 'text';
  if (LENGTHS.includes(check)) {
    return <InlineLength label="How long" value={text(value)} onChange={onChange} />;
  }
  if (check === 'age') {
    return <Age value={mapping(value)} onChange={onChange} />;
  }
  if (check === 'between') {
    const [low = '', high = ''] = texts(value);
    return (
      <>
        <InlineEntry
          label="Lowest"
          isNarrow
          type={type}
          value={low}
          onChange={(next) => onChange([read(next), read(high)])}
        />
        <span>and</span>
        <InlineEntry
          label="Highest"
          isNarrow
          type={type}
          value={high}
          onChange={(next) => onChange([read(low), read(next)])}
        />
      </>
    );
  }
  if (Array.isArray(value)) {
    return <Items label="Values" values={texts(value)} onChange={(items) => onChange(items.map(read))} />;
  }
  if (domain === 'yes or no') {
    return (
      <InlineChoice
        label="Value"
        value={text(value)}
        options={[
          { value: 'true', label: 'true' },
          { value: 'false', label: 'false' },
        ]}
        onChange={(next) => onChange(typed(next))}
      />
    );
  }
  const isDay = type === 'date' && /^(\d{4}-\d\d-\d\d)?$/.test(text(value));
  return (
    <InlineEntry
      label="Value"
      type={isDay ? 'date' : 'text'}
      value={text(value)}
      onChange={(next) => onChange(read(next))}
    />
  );
}

function Age({ value, onChange }: { value: Mapping; onChange: (value: Mapping) => void }) {
  const field = (key: string, label: string) => (
    <InlineEntry
      label={label}
      placeholder={label}
      isNarrow
      type="number"
      value={text(value[key])}
      onChange={(next) => onChange(put(value, key, next === '' ? undefined : typed(next)))}
    />
  );
  return (
    <>
      {field('at_least', 'At least')}
      <span>to</span>
      {field('at_most', 'At most')}
      <span>years</span>
    </>
  );
}
