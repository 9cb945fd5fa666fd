import { Button, Checkbox } from '@patternfly/react-core';
import PlusIcon from '@patternfly/react-icons/dist/esm/icons/plus-icon';
import { useId } from 'react';
import type { UseRuleGroup } from 'react-querybuilder';
import { Count } from './Count';
import { useAround } from './context';
import { InlineChoice, InlineEntry } from './inline';
import { Moves } from './Moves';
import { Troubled } from './Troubled';
import { metaOf } from './tree';
import { type Mapping, put, text, typed } from './yaml';

/** What a group asks of its conditions, and what can be done with it. */
export function GroupHead(group: UseRuleGroup) {
  const { ruleGroup, path, actions, shiftUpDisabled, shiftDownDisabled } = group;
  const meta = metaOf(ruleGroup);
  const inner = path.length > 0;
  return (
    <div className="serai-group-head">
      <InlineChoice
        label="How many of these must hold"
        value={ruleGroup.combinator ?? 'all'}
        options={[
          { value: 'all', label: 'All of these' },
          { value: 'any', label: 'Any of these' },
        ]}
        onChange={group.onCombinatorChange}
      />
      <Turned is={ruleGroup.not ?? false} onChange={group.onNotToggleChange} />
      <Top top={meta.top} onChange={(top) => actions.onPropChange('meta', { ...meta, top }, path)} />
      <div className="serai-rule-side">
        <Count id={ruleGroup.id ?? ''} />
        <Button variant="link" size="sm" icon={<PlusIcon />} onClick={() => group.addRule()}>
          Condition
        </Button>
        <Button variant="link" size="sm" icon={<PlusIcon />} onClick={() => group.addGroup()}>
          Group
        </Button>
        {inner && (
          <Moves
            what="group"
            up={shiftUpDisabled ? undefined : () => group.shiftGroupUp()}
            down={shiftDownDisabled ? undefined : () => group.shiftGroupDown()}
            remove={() => group.removeGroup()}
          />
        )}
      </div>
      <Troubled id={ruleGroup.id ?? ''} />
    </div>
  );
}

function Turned({ is, onChange }: { is: boolean; onChange: (is: boolean) => void }) {
  return <Checkbox id={useId()} label="must not hold" isChecked={is} onChange={(_, next) => onChange(next)} />;
}

function Top({ top, onChange }: { top: Mapping | undefined; onChange: (top: Mapping | undefined) => void }) {
  const { choices } = useAround();
  const ordered = choices.traits
    .filter(({ type }) => ['whole', 'decimal', 'money', 'date', 'datetime'].includes(type))
    .map(({ name }) => name);
  const box = useId();
  return (
    <>
      <Checkbox
        id={box}
        label="only the first"
        isChecked={top !== undefined}
        onChange={(_, is) => onChange(is ? { top: 100, by: ordered[0] ?? '' } : undefined)}
      />
      {top && (
        <>
          <InlineEntry
            label="How many at most"
            isNarrow
            type="number"
            value={text(top.top)}
            onChange={(most) => onChange(put(top, 'top', typed(most)))}
          />
          <InlineChoice
            label="Who comes first"
            value={text(top.order) || 'highest'}
            options={[
              { value: 'highest', label: 'with the highest' },
              { value: 'lowest', label: 'with the lowest' },
            ]}
            onChange={(order) => onChange(put(top, 'order', order === 'lowest' ? order : undefined))}
          />
          <InlineChoice
            label="By which trait"
            value={text(top.by)}
            options={ordered}
            onChange={(by) => onChange(put(top, 'by', by))}
          />
        </>
      )}
    </>
  );
}
