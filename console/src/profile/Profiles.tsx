import { Button, EmptyState, EmptyStateBody, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Answer } from '../shared/Answer';
import { Screen } from '../shared/Screen';
import { identifier, sought } from './identifier';
import { Found } from './Found';
import { People } from './People';
import { useFound } from './queries';

/** People: the last changed first, or found by an identifier or their number. */
export function Profiles() {
  const asked = sought(useLocation().state);
  return (
    <Screen
      title="Profiles"
      about="People, as all sources together know them. Personal data shows masked."
      command="profile get email:ann@example.com"
    >
      <div className="serai-stack">
        <Ask key={asked} asked={asked} />
        {asked ? <Search asked={asked} /> : <People />}
      </div>
    </Screen>
  );
}

function Ask({ asked }: { asked: string }) {
  const [text, setText] = useState(asked);
  const navigate = useNavigate();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim();
    void navigate(/^\d+$/.test(wanted) ? `/profiles/${wanted}` : '/profiles', { state: { sought: wanted } });
  };
  return (
    <Form onSubmit={submit} className="serai-ask">
      <FormGroup label="Identifier or profile number" fieldId="sought">
        <TextInput
          id="sought"
          placeholder="email:ann@example.com"
          autoComplete="off"
          value={text}
          onChange={(_, value) => setText(value)}
        />
      </FormGroup>
      <Button type="submit" isDisabled={!text.trim()}>
        Find
      </Button>
    </Form>
  );
}

function Search({ asked }: { asked: string }) {
  const wanted = identifier(asked);
  const found = useFound(wanted);
  return wanted ? (
    <Answer query={found}>{({ profiles }) => <Found profiles={profiles} namespace={wanted.namespace} />}</Answer>
  ) : (
    <EmptyState variant="sm" titleText="What kind of identifier is that?" headingLevel="h2">
      <EmptyStateBody>
        Say it before a colon, such as <code>email:ann@example.com</code> or <code>phone:+49 30 1234567</code>.
      </EmptyStateBody>
    </EmptyState>
  );
}
