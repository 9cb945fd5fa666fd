import './builder.css';
import { QueryBuilder } from 'react-querybuilder';
import { useAround } from './context';
import { GroupHead } from './GroupHead';
import { RuleRow } from './RuleRow';
import { startOf } from './starts';
import { type Group, nextId, type Rule } from './tree';

const FIELDS = [{ name: 'condition', label: 'Condition' }];
const COMBINATORS = [
  { name: 'all', label: 'All of these' },
  { name: 'any', label: 'Any of these' },
];
const OPERATORS = [
  { name: 'holds', label: 'must hold' },
  { name: 'fails', label: 'must not hold' },
];
const CONTROLS = { rule: RuleRow, ruleGroupHeaderElements: GroupHead };

interface ConditionsProps {
  query: Group;
  onChange: (query: Group) => void;
}

/** The tree of conditions, to be edited. */
export function Conditions({ query, onChange }: ConditionsProps) {
  const { choices } = useAround();
  const start = (rule: Rule): Rule => ({ ...rule, operator: 'holds', value: startOf('trait', choices) });
  return (
    <QueryBuilder
      query={query}
      onQueryChange={onChange}
      fields={FIELDS}
      combinators={COMBINATORS}
      operators={OPERATORS}
      controlElements={CONTROLS}
      showShiftActions
      enableMountQueryChange={false}
      idGenerator={nextId}
      onAddRule={start}
      onAddGroup={(group: Group): Group => ({ ...group, combinator: 'any' })}
      accessibleDescriptionGenerator={() => ''}
    />
  );
}
