import { Content } from '@patternfly/react-core';
import { Found } from '../profile/Found';
import type { Identifier } from '../profile/identifier';
import { useFound } from '../profile/queries';
import { useMay } from '../session/session';
import { Answer } from '../shared/Answer';
import { Titled } from '../shared/Titled';
import { Blocks } from './Blocks';
import { Keep } from './Keep';

/** Who has an identifier, and what may be done for them. */
export function Case({ person }: { person: Identifier }) {
  const mayKeep = useMay('privacy-handle');
  return (
    <>
      <Titled title="Who it is">
        <Answer query={useFound(person)}>
          {({ profiles }) => (
            <>
              <Found profiles={profiles} namespace={person.namespace} />
              {profiles.length > 0 && (
                <Content>
                  <p>
                    <strong>Access.</strong> Open the profile, show the personal data with the request as the reason,
                    and download it under Raw JSON. Its timeline has what happened.
                  </p>
                  <p>
                    <strong>Rectify.</strong> Correct it at the source that each trait is from; the source’s next record
                    wins.
                  </p>
                </Content>
              )}
            </>
          )}
        </Answer>
      </Titled>
      {mayKeep && <Keep person={person} />}
      <Blocks person={person} />
    </>
  );
}
