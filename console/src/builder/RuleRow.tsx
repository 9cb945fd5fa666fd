import { useState } from 'react';
import type { RuleProps } from 'react-querybuilder';
import { ConditionFields } from './ConditionFields';
import { Count } from './Count';
import { InlineChoice } from './inline';
import { Moves } from './Moves';
import { Troubled } from './Troubled';
import { kindOf } from './shapes';
import type { Value } from './yaml';

const HOLDS = {
  event: ['did', 'did not'],
  segment: ['is in', 'is not in'],
  other: ['must hold', 'must not hold'],
} as const;

/** One condition: whether it must hold, what it asks, how many meet it, and what is wrong with it. */
export function RuleRow({ rule, path, actions, shiftUpDisabled, shiftDownDisabled }: RuleProps) {
  const value: Value = rule.value;
  const [isRaw, setRaw] = useState(false);
  const kind = kindOf(value);
  const [holds, fails] = HOLDS[kind === 'event' || kind === 'segment' ? kind : 'other'];
  const change = (next: Value, raw: boolean) => {
    setRaw(raw);
    actions.onPropChange('value', next, path);
  };
  return (
    <div className="serai-rule" role="group" aria-label={`Condition ${path.map((at) => at + 1).join('.')}`}>
      <div className="serai-rule-fields">
        <InlineChoice
          label="Whether it must hold"
          value={rule.operator}
          options={[
            { value: 'holds', label: holds },
            { value: 'fails', label: fails },
          ]}
          onChange={(operator) => actions.onPropChange('operator', operator, path)}
        />
        <ConditionFields value={value} isRaw={isRaw} onChange={change} />
        <Troubled id={rule.id ?? ''} />
      </div>
      <div className="serai-rule-side">
        <Count id={rule.id ?? ''} />
        <Moves
          what="condition"
          up={shiftUpDisabled ? undefined : () => actions.moveRule(path, 'up')}
          down={shiftDownDisabled ? undefined : () => actions.moveRule(path, 'down')}
          remove={() => actions.onRuleRemove(path)}
        />
      </div>
    </div>
  );
}
