import { Label } from '@patternfly/react-core';
import type { Shapes } from '../api/client';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { plain } from '../shared/words';
import type { Person } from './queries';

type Named = Shapes['Trait'] & { name: string };

const TRAITS: Column<Named>[] = [
  { label: 'Trait', cell: ({ name }) => <strong>{name}</strong> },
  { label: 'Value', cell: ({ value }) => <span className="serai-breakable">{plain(value)}</span> },
  { label: 'From', cell: ({ source, stream }) => (source ? `${source} · ${stream}` : 'computed by the hub') },
  { label: 'Record', cell: ({ subject }) => subject ?? '–', numeric: true },
  { label: 'As of', cell: ({ observedAt, computedAt }) => <When at={observedAt ?? computedAt} /> },
  {
    label: 'Chosen by',
    cell: ({ rule, candidates }) =>
      candidates !== undefined && candidates > 1 ? `${rule}, of ${candidates} values` : rule,
  },
];

interface Held {
  namespace: string;
  values: string[];
}

const IDENTIFIERS: Column<Held>[] = [
  { label: 'Namespace', cell: ({ namespace }) => <strong>{namespace}</strong> },
  {
    label: 'Values',
    cell: ({ values }) =>
      values.map((value, at) => (
        <Label key={at} isCompact variant="outline" textMaxWidth="30ch">
          {value}
        </Label>
      )),
  },
];

/** What is known of a person, and from where. */
export function Traits({ person }: { person: Person }) {
  const traits = Object.entries(person.traits).map(([name, trait]) => ({ name, ...trait }));
  const identifiers = Object.entries(person.identifiers).map(([namespace, values]) => ({ namespace, values }));
  return (
    <div className="serai-parts">
      <Rows
        label="Traits"
        columns={TRAITS}
        rows={traits}
        id={({ name }) => name}
        empty="No record of this person has a trait. Mappings say which fields become traits."
      />
      <Titled title="Identifiers">
        <Rows
          label="Identifiers"
          columns={IDENTIFIERS}
          rows={identifiers}
          id={({ namespace }) => namespace}
          empty="No record of this person has an identifier, so nothing can join them."
        />
      </Titled>
    </div>
  );
}
