import { Alert, Button } from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Failure } from '../api/client';
import { type Definition, NOTHING, useSave } from '../definition/definitions';
import { useMay } from '../session/session';
import { FailureBox } from '../shared/Answer';
import { Conflict } from './Conflict';
import { type Draft, draftOf, nameOf, textOf } from './draft';
import { NAME } from './HeadForm';

interface SaveBarProps {
  draft: Draft;
  /** What is being changed; absent for a new one. */
  saved?: Definition;
  onTheirs: (draft: Draft) => void;
}

/** Saves a draft as a change of the version it began from; never over what somebody else has saved without asking. */
export function SaveBar({ draft, saved, onTheirs }: SaveBarProps) {
  const may = useMay('segment-define');
  const save = useSave();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [tag, setTag] = useState(saved?.tag ?? NOTHING);
  const [conflict, setConflict] = useState(false);
  const name = nameOf(draft);
  const yaml = textOf(draft);
  const failure = save.error ? Failure.of(save.error) : undefined;
  const put = (over: string) =>
    save.mutate(
      { kind: 'segments', name, yaml, tag: over },
      {
        onSuccess: () => void navigate(`/segments/${name}`),
        onError: (error) => {
          if (Failure.of(error).problem.code === 'CONFLICT') {
            void queries.invalidateQueries({ queryKey: ['segments', name, 'definition'] });
            setConflict(true);
          }
        },
      },
    );
  const mine = (theirs: Definition) => {
    setConflict(false);
    setTag(theirs.tag ?? NOTHING);
    put(theirs.tag ?? NOTHING);
  };
  const theirs = (definition: Definition) => {
    const next = draftOf(definition.yaml);
    setConflict(false);
    setTag(definition.tag ?? NOTHING);
    save.reset();
    if (!('problem' in next)) {
      onTheirs(next);
    }
  };
  if (!may) {
    return <Alert variant="info" isInline isPlain title="You can try conditions here, but not save them." />;
  }
  return (
    <>
      {failure && failure.problem.code !== 'CONFLICT' && <FailureBox failure={failure} />}
      <Button
        className="serai-save"
        isDisabled={!NAME.test(name) || yaml === saved?.yaml}
        isLoading={save.isPending}
        onClick={() => put(tag)}
      >
        Save
      </Button>
      {conflict && (
        <Conflict name={name} mine={yaml} onMine={mine} onTheirs={theirs} onClose={() => setConflict(false)} />
      )}
    </>
  );
}
