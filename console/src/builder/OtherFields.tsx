import { CheckFields } from './CheckFields';
import { domainOf } from './checks';
import { useAround } from './context';
import { InlineChoice, InlineEntry } from './inline';
import { ZoneField } from './ZoneField';
import { type Mapping, put, text, texts, typed, without } from './yaml';

/** A condition of one kind, and where its changes go. */
export interface FieldsProps {
  condition: Mapping;
  onChange: (condition: Mapping) => void;
}

export function TraitFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  const name = text(condition.trait);
  const type = choices.traits.find((trait) => trait.name === name)?.type;
  return (
    <>
      <InlineChoice
        label="Trait"
        value={name}
        options={choices.traits.map((trait) => trait.name)}
        // Another trait may be of another type, of which something else is asked.
        onChange={(trait) => onChange({ trait, exists: true })}
      />
      <CheckFields of={name} domain={domainOf(type)} condition={condition} onChange={onChange} />
    </>
  );
}

export function SeenFields({ condition, onChange }: FieldsProps) {
  return (
    <>
      <InlineChoice
        label="First or last"
        value={text(condition.seen)}
        options={[
          { value: 'first', label: 'first record' },
          { value: 'last', label: 'last record' },
        ]}
        onChange={(seen) => onChange(put(condition, 'seen', seen))}
      />
      <CheckFields of="it" domain="moment" condition={condition} onChange={onChange} />
    </>
  );
}

export function IdentifierFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  return (
    <>
      <InlineEntry
        label="Namespace"
        suggestions={choices.namespaces}
        value={text(condition.identifier)}
        onChange={(identifier) => onChange(put(condition, 'identifier', identifier))}
      />
      <CheckFields of="how many there are" domain="number" condition={condition} onChange={onChange} />
    </>
  );
}

export function IdentityFields({ condition, onChange }: FieldsProps) {
  const divided = condition.identity === 'divided';
  return (
    <>
      <InlineChoice
        label="What of the identity"
        value={text(condition.identity)}
        options={[
          { value: 'records', label: 'number of records' },
          { value: 'divided', label: 'divided by a limit or a decision' },
        ]}
        onChange={(next) =>
          onChange(next === 'divided' ? { identity: next, equals: true } : { identity: next, at_least: 2 })
        }
      />
      <CheckFields of="it" domain={divided ? 'yes or no' : 'number'} condition={condition} onChange={onChange} />
    </>
  );
}

export function ConsentFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  return (
    <>
      <InlineEntry
        label="Purpose"
        suggestions={choices.purposes}
        value={text(condition.consent)}
        onChange={(consent) => onChange(put(condition, 'consent', consent))}
      />
      <InlineChoice
        label="What was said"
        value={text(condition.is)}
        options={['granted', 'denied', 'unknown']}
        onChange={(is) => onChange(put(condition, 'is', is))}
      />
    </>
  );
}

export function SegmentFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  return (
    <InlineChoice
      label="Segment"
      value={text(condition.segment)}
      options={choices.segments}
      onChange={(segment) => onChange(put(condition, 'segment', segment))}
    />
  );
}

export function SourceFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  const source = text(condition.source);
  const sources = [...new Set(choices.streams.map((stream) => stream.split('.')[0] ?? stream))];
  const streams = choices.streams.filter((stream) => stream.startsWith(`${source}.`));
  return (
    <>
      <InlineChoice label="Source" value={source} options={sources} onChange={(next) => onChange({ source: next })} />
      <InlineChoice
        label="Stream"
        value={text(condition.stream)}
        options={[
          { value: '', label: 'any stream' },
          ...streams.map((stream) => stream.slice(source.length + 1)).map((value) => ({ value, label: value })),
        ]}
        onChange={(stream) => onChange(put(condition, 'stream', stream === '' ? undefined : stream))}
      />
    </>
  );
}

export function SampleFields({ condition, onChange }: FieldsProps) {
  const set = (key: string) => (value: string) => onChange(put(condition, key, value));
  const between = condition.share === undefined;
  return (
    <>
      <InlineEntry label="Name of the lot" value={text(condition.sample)} onChange={set('sample')} />
      <InlineChoice
        label="Which share"
        value={between ? 'between' : 'share'}
        options={[
          { value: 'share', label: 'a share of' },
          { value: 'between', label: 'from … to' },
        ]}
        onChange={(next) => {
          const rest = without(condition, ['share', 'from', 'to']);
          onChange(next === 'share' ? { ...rest, share: '10%' } : { ...rest, from: '0%', to: '50%' });
        }}
      />
      {between ? (
        <>
          <InlineEntry label="From" isNarrow placeholder="0%" value={text(condition.from)} onChange={set('from')} />
          <span>to</span>
          <InlineEntry label="To" isNarrow placeholder="100%" value={text(condition.to)} onChange={set('to')} />
        </>
      ) : (
        <InlineEntry label="Share" isNarrow value={text(condition.share)} onChange={set('share')} />
      )}
    </>
  );
}

export function NearFields({ condition, onChange }: FieldsProps) {
  const { choices } = useAround();
  const degrees = choices.traits.filter(({ type }) => type === 'decimal').map(({ name }) => name);
  const [north = '', east = ''] = texts(condition.near);
  const trait = (key: string) => (
    <InlineEntry
      label={`Trait with the ${key}`}
      placeholder={key}
      suggestions={degrees}
      value={text(condition[key])}
      onChange={(value) => onChange(put(condition, key, value === '' ? undefined : value))}
    />
  );
  return (
    <>
      <InlineEntry
        label="Distance"
        isNarrow
        value={text(condition.within)}
        onChange={(within) => onChange(put(condition, 'within', within))}
      />
      <span>of</span>
      <InlineEntry
        label="Degrees north"
        isNarrow
        value={north}
        onChange={(value) => onChange(put(condition, 'near', [typed(value), typed(east)]))}
      />
      <InlineEntry
        label="Degrees east"
        isNarrow
        value={east}
        onChange={(value) => onChange(put(condition, 'near', [typed(north), typed(value)]))}
      />
      <span>by</span>
      {trait('latitude')}
      {trait('longitude')}
    </>
  );
}

export function UntilFields({ condition, onChange }: FieldsProps) {
  return (
    <>
      <InlineEntry
        label="Day"
        isNarrow
        type="date"
        value={text(condition.until)}
        onChange={(until) => onChange(put(condition, 'until', until))}
      />
      <ZoneField condition={condition} onChange={onChange} />
    </>
  );
}
