import { Button, Title } from '@patternfly/react-core';
import { useState } from 'react';
import { ConnectionForm } from '../settings/ConnectionForm';
import { useDefinitions } from '../settings/queries';
import { Answer } from '../shared/Answer';
import { Choice } from '../shared/Choice';

/** A destination that there is, or a new one. */
export function DestinationStep({ onChosen }: { onChosen: (name: string) => void }) {
  const [chosen, setChosen] = useState('');
  return (
    <>
      <Answer query={useDefinitions()}>
        {(all) => (
          <div className="serai-line">
            <Choice
              label="A destination that there is"
              value={chosen}
              onChoose={setChosen}
              options={{
                '': 'Choose one',
                ...Object.fromEntries(all.filter(({ kind }) => kind === 'destination').map(({ name }) => [name, name])),
              }}
            />
            <Button isDisabled={!chosen} onClick={() => onChosen(chosen)}>
              Take it
            </Button>
          </div>
        )}
      </Answer>
      <Title headingLevel="h2" className="serai-part">
        Or a new one
      </Title>
      <ConnectionForm onSaved={onChosen} />
    </>
  );
}
