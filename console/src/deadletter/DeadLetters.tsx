import { Alert, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core';
import { useAddress } from '../shared/address';
import { Answer } from '../shared/Answer';
import { Screen } from '../shared/Screen';
import { count } from '../shared/words';
import { Groups } from './Groups';
import { grouped } from './groups';
import { Letters } from './Letters';
import { type Letter, useLetters } from './queries';

const STATES = ['open', 'retried', 'discarded'];

/** What could not be used, by place and cause. Nothing empties it but a person. */
export function DeadLetters() {
  const [state, setState] = useAddress('state', 'open');
  return (
    <Screen
      title="Dead letters"
      about="Records that could not be taken in, and members that a destination refused. They stay until somebody tries them again or gives them up."
      command={`dead-letter list --state ${state}`}
    >
      <div className="serai-stack">
        <ToggleGroup aria-label="State">
          {STATES.map((word) => (
            <ToggleGroupItem
              key={word}
              buttonId={`state-${word}`}
              text={word}
              isSelected={state === word}
              onChange={() => setState(word)}
            />
          ))}
        </ToggleGroup>
        <Answer query={useLetters(state)} lines={8}>
          {({ letters, whole }) => (
            <>
              {!whole && (
                <Alert
                  variant="warning"
                  isInline
                  title={`Only the first ${count(letters.length)} are grouped here. There are more.`}
                />
              )}
              <Groups groups={grouped(letters)} state={state} />
              <Chosen letters={letters} />
            </>
          )}
        </Answer>
      </div>
    </Screen>
  );
}

/** The letters of the group that the address names. */
function Chosen({ letters }: { letters: Letter[] }) {
  const [name] = useAddress('name');
  const [code] = useAddress('code');
  return name && <Letters key={`${name} ${code}`} name={name} code={code} letters={letters} />;
}
