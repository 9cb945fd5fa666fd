import { Content } from '@patternfly/react-core';
import { useState } from 'react';
import { type Identifier, identifier } from '../profile/identifier';
import { Ask } from '../shared/Ask';
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
        <Ask
          label="Identifier"
          verb="Look"
          placeholder="email:ann@example.com"
          isFit={(text) => identifier(text) !== undefined}
          cure="Say before a colon what it is, such as email:ann@example.com."
          onAsk={(text) => setPerson(identifier(text))}
        />
        {person && <Case key={`${person.namespace}:${person.value}`} person={person} />}
        <Missing />
      </div>
    </Screen>
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
