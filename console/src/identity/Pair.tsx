import { FormGroup, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useState } from 'react';
import { Answer } from '../shared/Answer';
import { PairView } from './PairView';
import { usePair } from './queries';

interface PairProps {
  /** Records to choose two from, two at least. */
  subjects: number[];
  reason: string;
}

/** Chooses two records and says why they are one person or not. */
export function Pair({ subjects, reason }: PairProps) {
  const [one, setOne] = useState(subjects[0]);
  const [other, setOther] = useState(subjects[1]);
  const pair = usePair(one, other, reason);
  return (
    <>
      <div className="serai-two">
        <Choice label="One record" id="one" subjects={subjects} chosen={one} onChoose={setOne} />
        <Choice label="The other" id="other-record" subjects={subjects} chosen={other} onChoose={setOther} />
      </div>
      {one === other ? (
        <p>Choose two that differ.</p>
      ) : (
        <Answer query={pair}>{(found) => <PairView pair={found} />}</Answer>
      )}
    </>
  );
}

interface ChoiceProps {
  label: string;
  id: string;
  subjects: number[];
  chosen: number | undefined;
  onChoose: (subject: number) => void;
}

function Choice({ label, id, subjects, chosen, onChoose }: ChoiceProps) {
  return (
    <FormGroup label={label} fieldId={id}>
      <FormSelect id={id} value={chosen} onChange={(_, value) => onChoose(Number(value))}>
        {subjects.map((subject) => (
          <FormSelectOption key={subject} value={subject} label={String(subject)} />
        ))}
      </FormSelect>
    </FormGroup>
  );
}
