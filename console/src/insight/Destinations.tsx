import { Bars } from '../chart/charts';
import { Panel } from '../chart/Panel';
import { number, part, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { Campaign } from './Campaign';
import { type Insight, useMatches } from './queries';

/** How much of what is chosen arrives. */
export function Destinations() {
  return (
    <div className="serai-parts">
      <Answer query={useMatches()}>{(insight) => <Matches insight={insight} />}</Answer>
      <Campaign />
    </div>
  );
}

function Matches({ insight: { at, rows } }: { insight: Insight }) {
  return (
    <Panel
      id="matches"
      title="Match rate per destination"
      about="Of the members of each sync in its last finished run: who has an identifier to be addressed by, and whom the destination holds."
      at={at}
      table={{
        columns: [
          text('sync', 'Sync'),
          text('destination', 'Destination'),
          number('selected', 'Selected'),
          number('delivered', 'Delivered'),
          number('rejected', 'Rejected'),
          number('withheld', 'Withheld'),
          number('pending', 'Pending'),
          number('without_identifier', 'Without identifier'),
          part('addressable', 'Addressable'),
          part('matched', 'Matched'),
          text('finished', 'Finished'),
        ],
        rows,
      }}
    >
      <Bars
        label="Match rate per sync"
        rows={rows}
        of="sync"
        isShare
        series={[
          { key: 'addressable', label: 'Addressable' },
          { key: 'matched', label: 'Matched' },
        ]}
      />
    </Panel>
  );
}
