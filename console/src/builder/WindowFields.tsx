import type { FieldsProps } from './OtherFields';
import { InlineChoice, InlineEntry, InlineLength } from './inline';
import { WINDOWS } from './shapes';
import { type Mapping, put, text, texts, without } from './yaml';

const OPTIONS = [
  { value: 'ever', label: 'ever' },
  { value: 'within', label: 'in the last' },
  { value: 'before', label: 'longer ago than' },
  { value: 'days', label: 'between two days' },
  { value: 'ago', label: 'between so long ago' },
];

const STARTS: Record<string, Mapping> = {
  within: { within: '90d' },
  before: { before: '90d' },
  days: { between: ['2026-01-01', '2026-12-31'] },
  ago: { between: ['90d', '30d'] },
};

function chosen(condition: Mapping): string {
  const [from = ''] = texts(condition.between);
  const key = WINDOWS.find((any) => any in condition);
  return key === 'between' ? (from === '' || from.includes('-') ? 'days' : 'ago') : (key ?? 'ever');
}

/** Which moments of events count. */
export function WindowFields({ condition, onChange }: FieldsProps) {
  const window = chosen(condition);
  const [from = '', to = ''] = texts(condition.between);
  const between = (ends: string[]) => onChange(put(condition, 'between', ends));
  return (
    <>
      <InlineChoice
        label="When"
        value={window}
        options={OPTIONS}
        onChange={(next) => onChange({ ...without(condition, WINDOWS), ...STARTS[next] })}
      />
      {(window === 'within' || window === 'before') && (
        <InlineLength
          label="How long"
          value={text(condition[window])}
          onChange={(length) => onChange(put(condition, window, length))}
        />
      )}
      {window === 'days' && (
        <>
          <InlineEntry label="First day" isNarrow type="date" value={from} onChange={(day) => between([day, to])} />
          <span>and</span>
          <InlineEntry label="Last day" isNarrow type="date" value={to} onChange={(day) => between([from, day])} />
        </>
      )}
      {window === 'ago' && (
        <>
          <InlineLength label="At most so long ago" value={from} onChange={(length) => between([length, to])} />
          <span>and</span>
          <InlineLength label="At least so long ago" value={to} onChange={(length) => between([from, length])} />
        </>
      )}
    </>
  );
}
