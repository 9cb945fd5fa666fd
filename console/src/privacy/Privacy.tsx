import { Content } from '@patternfly/react-core';
import { useState } from 'react';
import { type Identifier, identifier } from '../profile/identifier';
import { useMay } from '../session/session';
import { Ask } from '../shared/Ask';
import { Screen } from '../shared/Screen';
import { Titled } from '../shared/Titled';
import { Case } from './Case';
import { Requests } from './Requests';

/** What people ask of whoever holds their data: kept, and done as far as the hub does it. */
export function Privacy() {
  const [person, setPerson] = useState<Identifier>();
  const mayHandle = useMay('privacy-handle');
  return (
    <Screen
      title="Privacy"
      about="Somebody asks what is known of them, or wants it to end. Begin with an identifier of theirs."
      command="privacy list"
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
        {mayHandle && <Requests />}
        <Limits />
      </div>
    </Screen>
  );
}

/** Said, so that nobody takes a closed request for all that there is to do. */
function Limits() {
  return (
    <Titled title="What is left to people">
      <Content>
        <p>
          The hub erases nobody at a source. Delete the person there: a stream whose deletions come by absence, or as
          records that say so, takes the records out of the hub, and the next run of each sync takes the person out of
          the destinations. It does not check who asks either, and signs no evidence but the audit trail.
        </p>
      </Content>
    </Titled>
  );
}
