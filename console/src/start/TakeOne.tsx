import { Button } from '@patternfly/react-core';
import { useState } from 'react';
import { Choice } from '../shared/Choice';

interface TakeOneProps {
  label: string;
  /** Names, and words for them. */
  options: Record<string, string>;
  onTake: (name: string) => void;
}

/** Takes one of what there is already. */
export function TakeOne({ label, options, onTake }: TakeOneProps) {
  const [chosen, setChosen] = useState('');
  return (
    <div className="serai-line">
      <Choice label={label} value={chosen} onChoose={setChosen} options={{ '': 'Choose one', ...options }} />
      <Button isDisabled={!chosen} onClick={() => onTake(chosen)}>
        Take it
      </Button>
    </div>
  );
}
