import { Title } from '@patternfly/react-core';
import { ConnectionForm } from '../settings/ConnectionForm';
import { useDefinitions } from '../settings/queries';
import { Answer } from '../shared/Answer';
import { TakeOne } from './TakeOne';

/** A destination that there is, or a new one. */
export function DestinationStep({ onChosen }: { onChosen: (name: string) => void }) {
  return (
    <>
      <Answer query={useDefinitions()}>
        {(all) => (
          <TakeOne
            label="A destination that there is"
            options={Object.fromEntries(
              all.filter(({ kind }) => kind === 'destination').map(({ name }) => [name, name]),
            )}
            onTake={onChosen}
          />
        )}
      </Answer>
      <Title headingLevel="h2" className="serai-part">
        Or a new one
      </Title>
      <ConnectionForm side="destination" onSaved={onChosen} />
    </>
  );
}
