import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useId } from 'react';

interface ChoiceProps {
  label: string;
  value: string;
  /** What may be chosen: values, and what to call them. */
  options: Record<string, string>;
  onChoose: (value: string) => void;
  isRequired?: boolean;
}

/** One of a few. */
export function Choice({ label, value, options, onChoose, isRequired = false }: ChoiceProps) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <FormSelect id={id} value={value} onChange={(_, chosen) => onChoose(chosen)} className="serai-choice">
        {Object.entries(options).map(([option, words]) => (
          <FormSelectOption key={option} value={option} label={words} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
