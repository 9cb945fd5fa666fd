import type { ReactNode } from 'react';
import { useAround } from './context';
import { EventFields } from './EventFields';
import { InlineChoice } from './inline';
import {
  ConsentFields,
  type FieldsProps,
  IdentifierFields,
  IdentityFields,
  NearFields,
  SampleFields,
  SeenFields,
  SegmentFields,
  SourceFields,
  TraitFields,
  UntilFields,
} from './OtherFields';
import { RawFields } from './RawFields';
import { type Kind, kindOf, KINDS } from './shapes';
import { isKind, RAW, startOf } from './starts';
import { isMapping, type Value } from './yaml';
import { KIND_WORDS } from './words';

const FIELDS: Record<Kind, (fields: FieldsProps) => ReactNode> = {
  trait: (fields) => <TraitFields {...fields} />,
  event: (fields) => <EventFields {...fields} />,
  consent: (fields) => <ConsentFields {...fields} />,
  identifier: (fields) => <IdentifierFields {...fields} />,
  segment: (fields) => <SegmentFields {...fields} />,
  seen: (fields) => <SeenFields {...fields} />,
  source: (fields) => <SourceFields {...fields} />,
  identity: (fields) => <IdentityFields {...fields} />,
  sample: (fields) => <SampleFields {...fields} />,
  near: (fields) => <NearFields {...fields} />,
  until: (fields) => <UntilFields {...fields} />,
};

const OPTIONS = [...KINDS.map((kind) => ({ value: kind, label: KIND_WORDS[kind] })), { value: RAW, label: 'YAML' }];

interface ConditionFieldsProps {
  value: Value;
  /** Whether it is written as YAML although there are fields for it, for whoever is writing it so. */
  isRaw: boolean;
  onChange: (value: Value, isRaw: boolean) => void;
}

/** A condition's kind, and the fields of that kind. */
export function ConditionFields({ value, isRaw, onChange }: ConditionFieldsProps) {
  const { choices } = useAround();
  const kind = isRaw ? undefined : kindOf(value);
  const choose = (next: string) =>
    isKind(next)
      ? onChange(isRaw && kindOf(value) === next ? value : startOf(next, choices), false)
      : onChange(value, true);
  return (
    <>
      <InlineChoice label="Kind of condition" value={kind ?? RAW} options={OPTIONS} onChange={choose} />
      {kind && isMapping(value) ? (
        FIELDS[kind]({ condition: value, onChange: (next) => onChange(next, false) })
      ) : (
        <RawFields value={value} onChange={(next) => onChange(next, true)} />
      )}
    </>
  );
}
