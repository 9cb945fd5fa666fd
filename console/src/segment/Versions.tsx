import { Content, FormSelect, FormSelectOption } from '@patternfly/react-core';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { Difference } from '../shared/Difference';
import { type Column, Rows } from '../shared/Rows';
import { Titled } from '../shared/Titled';
import { When } from '../shared/When';
import { useVersions, type Version } from './queries';

const COLUMNS: Column<Version>[] = [
  { label: 'Version', cell: ({ version }) => version, numeric: true },
  { label: 'Saved', cell: ({ at }) => <When at={at} exact /> },
  { label: 'By', cell: ({ actor }) => <span className="serai-breakable">{actor}</span> },
  { label: 'What', cell: ({ yaml }) => (yaml === undefined ? 'removed' : 'defined') },
];

/** What a segment was, and what differs between any two versions of it. */
export function Versions({ name }: { name: string }) {
  const versions = useVersions(name);
  return (
    <Answer query={versions}>
      {({ versions: all }) => (
        <>
          <Rows
            label="Versions"
            columns={COLUMNS}
            rows={all}
            id={({ version }) => version}
            empty="Only what is defined over the API has versions here; those of a file are its version control’s."
          />
          {all.length > 1 && <Compared versions={all} />}
        </>
      )}
    </Answer>
  );
}

function Compared({ versions }: { versions: Version[] }) {
  const [newest, before] = versions;
  const [from, setFrom] = useAddress('from', String(before?.version));
  const [to, setTo] = useAddress('to', String(newest?.version));
  const yaml = (word: string) => versions.find(({ version }) => String(version) === word)?.yaml ?? '';
  return (
    <Titled title="What differs">
      <div className="serai-pair">
        <VersionChoice label="From version" versions={versions} value={from} onChange={setFrom} />
        <Content component="p">to</Content>
        <VersionChoice label="To version" versions={versions} value={to} onChange={setTo} />
      </div>
      <Difference before={yaml(from)} after={yaml(to)} />
    </Titled>
  );
}

interface VersionChoiceProps {
  label: string;
  versions: Version[];
  value: string;
  onChange: (value: string) => void;
}

function VersionChoice({ label, versions, value, onChange }: VersionChoiceProps) {
  return (
    <FormSelect aria-label={label} value={value} onChange={(_, next) => onChange(next)}>
      {versions.map(({ version }) => (
        <FormSelectOption key={version} value={String(version)} label={`Version ${version}`} />
      ))}
    </FormSelect>
  );
}
