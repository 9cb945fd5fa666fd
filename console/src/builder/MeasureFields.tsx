import type { FieldsProps } from './OtherFields';
import { CheckFields } from './CheckFields';
import { type Domain, domainOf } from './checks';
import { useProperties } from './FilterFields';
import { InlineChoice, InlineEntry, InlineLength } from './inline';
import { MEASURES } from './shapes';
import { MEASURE_WORDS } from './words';
import { mapping, type Mapping, put, text, without } from './yaml';

const ANY = 'any';
const OPTIONS = [
  { value: ANY, label: 'at least once' },
  ...MEASURES.map((value) => ({ value, label: MEASURE_WORDS[value] ?? value })),
];

const STARTS: Record<string, Mapping> = {
  count: { at_least: 2 },
  days: { at_least: 2 },
  sessions: { gap: '30m', at_least: 2 },
  distinct: { of: '', at_least: 2 },
  first: { within: '30d' },
  last: { before: '30d' },
};
const OF_A_PROPERTY: Mapping = { of: '', at_least: 1 };

/** What is measured of the events, and what is asked of it. */
export function MeasureFields({ condition, onChange }: FieldsProps) {
  const properties = useProperties(condition);
  const key = MEASURES.find((any) => any in condition);
  const check = mapping(key === undefined ? undefined : condition[key]);
  const set = (next: Mapping) => key !== undefined && onChange(put(condition, key, next));
  const choose = (measure: string) => {
    const rest = without(condition, MEASURES);
    onChange(measure === ANY ? rest : { ...rest, [measure]: STARTS[measure] ?? OF_A_PROPERTY });
  };
  return (
    <>
      <InlineChoice label="How often, or what of it" value={key ?? ANY} options={OPTIONS} onChange={choose} />
      {(check.of !== undefined || key === 'first' || key === 'last') && (
        <InlineEntry
          label="Property that is measured"
          placeholder={key === 'first' || key === 'last' ? 'its moment' : 'property'}
          suggestions={Object.keys(properties)}
          value={text(check.of)}
          onChange={(of) => set(put(check, 'of', of === '' && (key === 'first' || key === 'last') ? undefined : of))}
        />
      )}
      {check.gap !== undefined && (
        <>
          <span>apart by</span>
          <InlineLength
            label="Silence between"
            value={text(check.gap)}
            onChange={(gap) => set(put(check, 'gap', gap))}
          />
        </>
      )}
      {key !== undefined && (
        <CheckFields of="it" domain={measuredOf(key, check, properties)} condition={check} onChange={set} />
      )}
    </>
  );
}

function measuredOf(key: string, check: Mapping, properties: Record<string, string>): Domain {
  if (['first', 'last', 'min', 'max'].includes(key)) {
    return check.of === undefined ? 'moment' : domainOf(properties[text(check.of)]);
  }
  return 'number';
}
