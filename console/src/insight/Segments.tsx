import { Bars } from '../chart/charts';
import { useChoices } from '../builder/choices';
import { Panel } from '../chart/Panel';
import { number, part, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { useAddress } from '../shared/address';
import { Choice } from '../shared/Choice';
import { listOf, Picks } from '../shared/Picks';
import { Overlap } from './Overlap';
import { Sizes } from './Sizes';
import { type Insight, useCombinations, useDistribution } from './queries';

const MOST = 20;
const AT_FIRST = 4;

/** How large segments are, who is in several, and what sets their members apart. */
export function Segments() {
  const { segments } = useChoices();
  const [picked, setPicked] = useAddress('segments', segments.slice(0, AT_FIRST).join(','));
  const names = listOf(picked);
  return (
    <div className="serai-parts">
      <Picks label="Segments" values={picked} options={segments} onChange={setPicked} none="Choose some." most={MOST} />
      {names.length > 0 && <Sizes names={names} />}
      {names.length > 1 && <Overlap names={names} />}
      {names.length > 1 && <Exactly names={names} />}
      <Distribution />
    </div>
  );
}

function Exactly({ names }: { names: string[] }) {
  return (
    <Answer query={useCombinations(names)}>
      {({ at, rows }) => (
        <Panel
          id="combinations"
          title="Exactly these"
          about="Profiles in these segments and in no other of those chosen."
          at={at}
          table={{ columns: [text('segments', 'Segments'), number('profiles', 'Profiles')], rows }}
        >
          <Bars
            label="Profiles in exactly these segments"
            rows={rows.slice(0, 15)}
            of="segments"
            series={[{ key: 'profiles', label: 'Profiles' }]}
          />
        </Panel>
      )}
    </Answer>
  );
}

function Distribution() {
  const { segments, traits } = useChoices();
  const [segment, setSegment] = useAddress('segment', segments[0] ?? '');
  const [trait, setTrait] = useAddress('trait', traits[0]?.name ?? '');
  const named = (names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
  return (
    <>
      <div className="serai-pair">
        <Choice label="Trait" value={trait} options={named(traits.map(({ name }) => name))} onChoose={setTrait} />
        <Choice label="In segment" value={segment} options={named(segments)} onChoose={setSegment} />
      </div>
      <Answer query={useDistribution(trait, segment)}>
        {(insight) => <Distributed insight={insight} of={trait} />}
      </Answer>
    </>
  );
}

function Distributed({ insight: { at, rows }, of }: { insight: Insight; of: string }) {
  return (
    <Panel
      id="distribution"
      title={`How ${of} is distributed`}
      about="In the segment and over everyone. An index of 100 is alike, 200 twice as frequent in the segment."
      at={at}
      table={{
        columns: [
          text('value', 'Value'),
          number('members', 'Members'),
          number('everyone', 'Everyone'),
          part('of_members', 'Of members'),
          part('of_everyone', 'Of everyone'),
          number('index', 'Index'),
        ],
        rows,
      }}
    >
      <Bars
        label={`Distribution of ${of}`}
        rows={rows}
        of="value"
        isShare
        series={[
          { key: 'of_members', label: 'Of members' },
          { key: 'of_everyone', label: 'Of everyone' },
        ]}
      />
    </Panel>
  );
}
