import { Link } from 'react-router';
import type { Shapes } from '../api/client';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import { count, many } from '../shared/words';

type Of<K extends 'largest' | 'glue' | 'pairs' | 'segments' | 'syncs'> = NonNullable<Shapes['IdentityPlan'][K]>[number];

const LARGEST: Column<Of<'largest'>>[] = [
  { label: 'Profile', cell: ({ profileId }) => <Link to={`/profiles/${profileId}`}>{profileId}</Link> },
  { label: 'Records', cell: ({ subjects }) => count(subjects), numeric: true },
  { label: 'Profiles joined', cell: ({ joined }) => count(joined), numeric: true },
];
const GLUE: Column<Of<'glue'>>[] = [
  { label: 'Namespace', cell: ({ namespace }) => namespace },
  { label: 'Value', cell: ({ value }) => value },
  { label: 'Profiles it joins', cell: ({ profiles }) => count(profiles), numeric: true },
];
const PAIRS: Column<Of<'pairs'>>[] = [
  { label: 'What', cell: ({ kind }) => kind },
  {
    label: 'Profiles',
    cell: ({ profileId, otherId }) => (
      <>
        <Link to={`/profiles/${profileId}`}>{profileId}</Link> and {otherId}
      </>
    ),
  },
  { label: 'Why', cell: ({ reasons = [] }) => reasons.join(' ') },
];
const SEGMENTS: Column<Of<'segments'>>[] = [
  { label: 'Segment', cell: ({ name }) => <Link to={`/segments/${name}`}>{name}</Link> },
  { label: 'Would enter', cell: ({ entered }) => count(entered), numeric: true },
  { label: 'Would exit', cell: ({ exited }) => count(exited), numeric: true },
];
const SYNCS: Column<Of<'syncs'>>[] = [
  { label: 'Sync', cell: ({ name }) => <Link to={`/syncs/${name}`}>{name}</Link> },
  { label: 'Added', cell: ({ added }) => count(added), numeric: true },
  { label: 'Updated', cell: ({ updated }) => count(updated), numeric: true },
  { label: 'Removed', cell: ({ removed }) => count(removed), numeric: true },
];

/** The effect of changed rules: on profiles, then on what hangs on them. */
export function Effect({ plan }: { plan: Shapes['IdentityPlan'] }) {
  const { subjects = 0, profiles = 0, merged = 0, split = 0 } = plan;
  return (
    <>
      <p>
        <strong>{many(merged, 'profile')} would be merged</strong> and {count(split)} split, which makes{' '}
        {many(profiles, 'profile')} of {many(subjects, 'record')}.
      </p>
      <Part
        title="The largest people there would be"
        columns={LARGEST}
        rows={plan.largest}
        id={(row) => row.profileId}
      />
      <Part
        title="Values that would join most"
        columns={GLUE}
        rows={plan.glue}
        id={({ namespace, value }) => `${namespace} ${value}`}
      />
      <Part
        title="Some of the pairs"
        columns={PAIRS}
        rows={plan.pairs}
        id={({ one, other }) => `${one.subject} ${other.subject}`}
      />
      <Part title="Segments" columns={SEGMENTS} rows={plan.segments} id={({ name }) => name} />
      <Part title="Destinations, at the next run" columns={SYNCS} rows={plan.syncs} id={({ name }) => name} />
    </>
  );
}

interface PartProps<T> {
  title: string;
  columns: Column<T>[];
  rows: T[] | undefined;
  id: (row: T) => string | number;
}

function Part<T>({ title, columns, rows = [], id }: PartProps<T>) {
  return (
    rows.length > 0 && (
      <Titled title={title}>
        <Rows label={title} columns={columns} rows={rows} id={id} empty="" />
      </Titled>
    )
  );
}
