import { Button } from '@patternfly/react-core';
import RedoIcon from '@patternfly/react-icons/dist/esm/icons/redo-icon';
import UndoIcon from '@patternfly/react-icons/dist/esm/icons/undo-icon';
import { useMemo, useState } from 'react';
import type { Definition } from '../definition/definitions';
import { Dependents } from '../segment/Dependents';
import { useMay } from '../session/session';
import { Difference } from '../shared/Difference';
import { useAddress } from '../shared/address';
import { listOf } from '../shared/Picks';
import { Sides } from '../shared/Sides';
import { useChoices } from './choices';
import { Conditions } from './Conditions';
import { type Around, AroundContext } from './context';
import { type Draft, textOf, useDraft } from './draft';
import { HeadForm } from './HeadForm';
import { LivePanel } from './LivePanel';
import { type Live, useLiveCount } from './live';
import { Overlaps } from './Overlaps';
import { OwnedByFile } from './OwnedByFile';
import { countsById, troublesOf } from './places';
import { SaveBar } from './SaveBar';
import { sentence } from './sentence';
import { changedPart, type Group, toCondition } from './tree';
import { text } from './yaml';
import { type Unread, YamlView } from './YamlView';

const NO_TROUBLES = { byId: new Map(), rest: [] };

/** What the hub says of the tree, at the conditions it speaks of. */
function useSaid({ said, counting }: Live) {
  const counts = useMemo(
    () =>
      said?.preview
        ? countsById(said.draft.query, said.preview.counts, text(said.draft.head.expires) !== '')
        : new Map<string, never>(),
    [said],
  );
  const troubles = useMemo(
    () =>
      said?.failure?.problem.code === 'CONFIG_INVALID'
        ? troublesOf(said.draft.query, said.failure.problem.detail)
        : NO_TROUBLES,
    [said],
  );
  return {
    counts,
    troubles: troubles.byId,
    rest: troubles.rest,
    profiles: said?.preview?.profiles ?? 0,
    old: counting,
  };
}

interface BuilderProps {
  first: Draft;
  /** What is being changed; absent for a new segment. */
  saved?: Definition;
}

/** A segment's definition being worked on: as conditions, as a sentence, as YAML, and counted all the while. */
export function Builder({ first, saved }: BuilderProps) {
  const { draft, change, undo, redo } = useDraft(first);
  const [unread, setUnread] = useState<Unread>();
  const [overlap, setOverlap] = useAddress('overlap');
  const live = useLiveCount(draft, useMay('segment-try'), listOf(overlap));
  const choices = useChoices();
  const said = useSaid(live);
  const others = choices.segments.filter((segment) => segment !== saved?.name);
  const around: Around = { ...said, choices: { ...choices, segments: others } };
  const setQuery = (query: Group) => change({ ...draft, query }, changedPart(draft.query, query));
  const owned = saved?.file !== undefined;
  const difference = () => <Difference before={saved?.yaml ?? ''} after={textOf(draft)} />;
  const changes = saved ? [{ name: 'changes', label: 'Changes', content: difference }] : [];
  return (
    <div className="serai-builder">
      <div className="serai-builder-main">
        {owned && <OwnedByFile file={saved.file ?? ''} yaml={textOf(draft)} />}
        <HeadForm draft={draft} isNew={!saved} onChange={change} />
        <p className="serai-sentence" aria-label="In words">
          {sentence(toCondition(draft.query))}
        </p>
        <div className="serai-toolbar">
          <Button variant="plain" size="sm" icon={<UndoIcon />} isDisabled={!undo} onClick={undo}>
            Undo
          </Button>
          <Button variant="plain" size="sm" icon={<RedoIcon />} isDisabled={!redo} onClick={redo}>
            Redo
          </Button>
        </div>
        <AroundContext value={around}>
          <Sides
            label="How the definition is shown"
            sides={[
              {
                name: 'conditions',
                label: 'Conditions',
                content: () => <Conditions query={draft.query} onChange={setQuery} />,
              },
              {
                name: 'yaml',
                label: 'YAML',
                content: () => (
                  <YamlView {...{ draft, unread }} onUnread={setUnread} onChange={(next) => change(next, 'yaml')} />
                ),
              },
              ...changes,
            ]}
          />
        </AroundContext>
        {!owned && <SaveBar draft={draft} saved={saved} onTheirs={change} />}
      </div>
      <aside className="serai-builder-side" aria-label="What comes of it">
        <LivePanel live={live} rest={said.rest} />
        <Overlaps preview={live.said?.preview} segments={others} values={overlap} onChange={setOverlap} />
        {saved && <Dependents name={saved.name} />}
      </aside>
    </div>
  );
}
