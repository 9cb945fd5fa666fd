import {
  Button,
  Content,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { type Identifier, identifier } from '../profile/identifier';
import { Screen } from '../shared/Screen';
import { Titled } from '../shared/Titled';
import { Case } from './Case';

/** What people may ask of whoever holds their data, as far as the hub does it. */
export function Privacy() {
  const [person, setPerson] = useState<Identifier>();
  return (
    <Screen
      title="Privacy"
      about="Somebody asks what is known of them, or wants it to end. Begin with an identifier of theirs."
      command="suppression add email:ann@example.com --reason 'asked by letter'"
    >
      <div className="serai-stack">
        <Ask onPerson={setPerson} />
        {person && <Case key={`${person.namespace}:${person.value}`} person={person} />}
        <Missing />
      </div>
    </Screen>
  );
}

function Ask({ onPerson }: { onPerson: (person: Identifier) => void }) {
  const [text, setText] = useState('');
  const person = identifier(text);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (person) {
      onPerson(person);
    }
  };
  return (
    <Form onSubmit={submit} className="serai-ask">
      <FormGroup label="Identifier" fieldId="identifier">
        <TextInput
          id="identifier"
          placeholder="email:ann@example.com"
          autoComplete="off"
          value={text}
          onChange={(_, value) => setText(value)}
        />
        {text && !person && (
          <FormHelperText>
            <HelperText>
              <HelperTextItem>Say before a colon what it is, such as email:ann@example.com.</HelperTextItem>
            </HelperText>
          </FormHelperText>
        )}
      </FormGroup>
      <Button type="submit" isDisabled={!person}>
        Look
      </Button>
    </Form>
  );
}

/** Said, so that nobody looks for it here when a month is running. */
function Missing() {
  return (
    <Titled title="What is not here yet">
      <Content>
        <p>
          The hub keeps no list of requests: no due dates, no steps at each destination, no signed evidence, no second
          pair of eyes. Keep those elsewhere.
        </p>
        <p>
          It erases nobody by itself either. Delete the person at the sources: a stream whose deletions come by absence,
          or as records that say so, takes the records out of the hub, and the next run of each sync takes the person
          out of the destinations. Block the identifiers for intake too, so that no later file brings them back.
        </p>
      </Content>
    </Titled>
  );
}
