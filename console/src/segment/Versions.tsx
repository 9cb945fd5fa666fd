import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { Choice } from '../shared/Choice';
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
        <div className="serai-parts">
          <Rows
            label="Versions"
            columns={COLUMNS}
            rows={all}
            id={({ version }) => version}
            empty="Only what is defined over the API has versions here; those of a file are its version control’s."
          />
          {all.length > 1 && <Compared versions={all} />}
        </div>
      )}
    </Answer>
  );
}

function Compared({ versions }: { versions: Version[] }) {
  const [newest, before] = versions;
  const [from, setFrom] = useAddress('from', String(before?.version));
  const [to, setTo] = useAddress('to', String(newest?.version));
  const options = Object.fromEntries(versions.map(({ version }) => [String(version), `Version ${version}`]));
  const yaml = (word: string) => versions.find(({ version }) => String(version) === word)?.yaml ?? '';
  return (
    <Titled title="What differs">
      <div className="serai-pair">
        <Choice label="From version" value={from} options={options} onChoose={setFrom} />
        <Choice label="To version" value={to} options={options} onChoose={setTo} />
      </div>
      <Difference before={yaml(from)} after={yaml(to)} />
    </Titled>
  );
}
