import { Button, Form } from '@patternfly/react-core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { stringify } from 'yaml';
import { answer, api, Failure } from '../api/client';
import { NOTHING, useSave } from '../definition/definitions';
import { Answer, FailureBox } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Entry } from '../shared/Entry';
import { many } from '../shared/words';
import { useSchema } from './queries';
import { TakeOne } from './TakeOne';

/** A segment that there is, or a first simple one; the builder makes all others. */
export function SegmentStep({ onChosen }: { onChosen: (name: string) => void }) {
  const segments = useQuery({
    queryKey: ['segments'],
    queryFn: async () => (await answer(api.GET('/api/v1/segments'))).segments,
  });
  return (
    <>
      <Answer query={segments}>
        {(all) => (
          <TakeOne
            label="A segment that there is"
            options={Object.fromEntries(all.map(({ name, members }) => [name, `${name} (${many(members, 'member')})`]))}
            onTake={onChosen}
          />
        )}
      </Answer>
      <Simple onMade={onChosen} />
      <p>
        For more than that, <Link to="/new/segments">build one</Link> and come back by your browser.
      </p>
    </>
  );
}

/** Whoever has one value of one trait. */
function Simple({ onMade }: { onMade: (name: string) => void }) {
  const [name, setName] = useState('');
  const [trait, setTrait] = useState('');
  const [value, setValue] = useState('');
  const save = useSave();
  const make = (event: FormEvent) => {
    event.preventDefault();
    const where = value ? { trait, equals: value } : { trait, exists: true };
    save.mutate(
      { kind: 'segments', name, yaml: stringify({ segment: name, where }), tag: NOTHING },
      { onSuccess: () => onMade(name) },
    );
  };
  return (
    <Answer query={useSchema()}>
      {({ traits }) => (
        <Form onSubmit={make} className="serai-line">
          {save.error && <FailureBox failure={Failure.of(save.error)} />}
          <Entry label="A new one, called" value={name} onEnter={setName} isRequired />
          <Choice
            label="of all whose"
            value={trait}
            onChoose={setTrait}
            options={{
              '': 'Choose a trait',
              ...Object.fromEntries(traits.filter(({ pii }) => !pii).map((one) => [one.name, one.name])),
            }}
          />
          <Entry label="is" value={value} onEnter={setValue} help="Empty for any value" />
          <Button type="submit" isDisabled={!name || !trait} isLoading={save.isPending}>
            Make it
          </Button>
        </Form>
      )}
    </Answer>
  );
}
