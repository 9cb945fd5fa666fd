import { FormGroup, TextArea } from '@patternfly/react-core';
import { Choice } from '../shared/Choice';
import { Entry } from '../shared/Entry';
import type { Field } from './schema';

interface SchemaFieldsProps {
  fields: Field[];
  entered: Record<string, string>;
  onEnter: (name: string, value: string) => void;
}

/** The controls for what a schema asks for. */
export function SchemaFields({ fields, entered, onEnter }: SchemaFieldsProps) {
  return fields.map((field) => (
    <Control
      key={field.name}
      field={field}
      value={entered[field.name] ?? ''}
      onEnter={(value) => onEnter(field.name, value)}
    />
  ));
}

function Control({ field, value, onEnter }: { field: Field; value: string; onEnter: (value: string) => void }) {
  const { name, about, isRequired, isSecret, kind, choices } = field;
  switch (kind) {
    case 'choice':
      return (
        <Choice
          label={name}
          value={value}
          onChoose={onEnter}
          isRequired={isRequired}
          options={{ '': 'as usual', ...Object.fromEntries(choices.map((one) => [one, one])) }}
        />
      );
    case 'switch':
      return (
        <Choice label={name} value={value} onChoose={onEnter} options={{ '': 'as usual', true: 'yes', false: 'no' }} />
      );
    case 'yaml':
      return (
        <FormGroup label={`${name} (YAML)`} fieldId={`field-${name}`} isRequired={isRequired}>
          <TextArea id={`field-${name}`} className="serai-code" value={value} onChange={(_, text) => onEnter(text)} />
        </FormGroup>
      );
    default:
      return (
        <Entry
          label={name}
          value={value}
          onEnter={onEnter}
          isRequired={isRequired}
          type={isSecret ? 'password' : kind === 'number' ? 'number' : 'text'}
          help={isSecret ? `${about} Kept sealed as a secret of the hub; not shown again.` : about}
        />
      );
  }
}
