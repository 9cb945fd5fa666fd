import {
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
  type TextInputProps,
} from '@patternfly/react-core';
import { type ReactNode, useId } from 'react';

interface EntryProps {
  label: string;
  value: string;
  onEnter: (value: string) => void;
  help?: ReactNode;
  placeholder?: string;
  type?: TextInputProps['type'];
  isRequired?: boolean;
}

/** A line of text to be entered. */
export function Entry({ label, value, onEnter, help, placeholder, type = 'text', isRequired = false }: EntryProps) {
  const id = useId();
  return (
    <FormGroup label={label} fieldId={id} isRequired={isRequired}>
      <TextInput
        id={id}
        type={type}
        placeholder={placeholder}
        value={value}
        isRequired={isRequired}
        autoComplete="off"
        aria-describedby={help ? `${id}-help` : undefined}
        onChange={(_, entered) => onEnter(entered)}
      />
      {help && (
        <FormHelperText>
          <HelperText id={`${id}-help`}>
            <HelperTextItem>{help}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      )}
    </FormGroup>
  );
}
