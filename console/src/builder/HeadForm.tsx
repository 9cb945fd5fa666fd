import { Form, FormGroup, FormHelperText, HelperText, HelperTextItem, TextInput } from '@patternfly/react-core';
import { type Draft, nameOf, withHead } from './draft';
import { text } from './yaml';

export const NAME = /^[a-z][a-z0-9_-]{0,62}$/;

interface HeadFormProps {
  draft: Draft;
  /** A segment that is there keeps its name: others call it so. */
  isNew: boolean;
  onChange: (draft: Draft, what: string) => void;
}

/** What a segment is called, what it is for, and when it ends. */
export function HeadForm({ draft, isNew, onChange }: HeadFormProps) {
  const name = nameOf(draft);
  const set = (key: string) => (_: unknown, value: string) => onChange(withHead(draft, key, value), key);
  return (
    <Form className="serai-head-form" onSubmit={(event) => event.preventDefault()}>
      {isNew && (
        <FormGroup label="Name" fieldId="segment-name" isRequired>
          <TextInput
            id="segment-name"
            value={name}
            autoComplete="off"
            validated={name === '' || NAME.test(name) ? 'default' : 'error'}
            onChange={set('segment')}
          />
          <FormHelperText>
            <HelperText>
              <HelperTextItem variant={name === '' || NAME.test(name) ? 'default' : 'error'}>
                Small letters, digits, _ or -, beginning with a letter.
              </HelperTextItem>
            </HelperText>
          </FormHelperText>
        </FormGroup>
      )}
      <FormGroup label="What it is for" fieldId="segment-description">
        <TextInput
          id="segment-description"
          value={text(draft.head.description)}
          autoComplete="off"
          onChange={set('description')}
        />
      </FormGroup>
      <FormGroup label="Everyone leaves on" fieldId="segment-expires">
        <TextInput id="segment-expires" type="date" value={text(draft.head.expires)} onChange={set('expires')} />
      </FormGroup>
    </Form>
  );
}
