import { FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core';
import { useId } from 'react';

interface Option {
  value: string;
  label: string;
}

interface InlineChoiceProps {
  /** For who hears the page and not sees it. */
  label: string;
  value: string;
  options: readonly (Option | string)[];
  onChange: (value: string) => void;
}

/** One of a few. What is chosen already is among them, even if nobody offers it any more. */
export function InlineChoice({ label, value, options, onChange }: InlineChoiceProps) {
  const all = options.map((option) => (typeof option === 'string' ? { value: option, label: option } : option));
  const known = all.some((option) => option.value === value);
  return (
    <FormSelect className="serai-field" aria-label={label} value={value} onChange={(_, next) => onChange(next)}>
      {!known && <FormSelectOption value={value} label={value || 'Choose'} />}
      {all.map((option) => (
        <FormSelectOption key={option.value} value={option.value} label={option.label} />
      ))}
    </FormSelect>
  );
}

interface InlineEntryProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** What is offered; anything else can be typed. */
  suggestions?: readonly string[];
  type?: 'text' | 'date' | 'time' | 'number';
  placeholder?: string;
  isNarrow?: boolean;
}

/** One value that is typed. */
export function InlineEntry({
  label,
  value,
  onChange,
  suggestions,
  type = 'text',
  placeholder,
  isNarrow,
}: InlineEntryProps) {
  const list = useId();
  return (
    <>
      <TextInput
        className={isNarrow ? 'serai-field serai-short' : 'serai-field'}
        aria-label={label}
        placeholder={placeholder}
        type={type}
        value={value}
        autoComplete="off"
        list={suggestions && list}
        onChange={(_, next) => onChange(next)}
      />
      {suggestions && (
        <datalist id={list}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}

const UNITS: Option[] = [
  { value: 'd', label: 'days' },
  { value: 'h', label: 'hours' },
  { value: 'm', label: 'minutes' },
  { value: 's', label: 'seconds' },
  { value: 'ms', label: 'milliseconds' },
];

/** A length of time such as 90d. */
export function InlineLength({ label, value, onChange }: Pick<InlineEntryProps, 'label' | 'value' | 'onChange'>) {
  const [, amount = value, unit = 'd'] = /^(\d*)(ms|[dhms])$/.exec(value) ?? [];
  return (
    <>
      <InlineEntry
        label={label}
        isNarrow
        type="number"
        value={amount}
        onChange={(next) => onChange(`${next}${unit}`)}
      />
      <InlineChoice
        label={`${label}: unit`}
        value={unit}
        options={UNITS}
        onChange={(next) => onChange(`${amount}${next}`)}
      />
    </>
  );
}
