import '../chart/chart.css';
import { Screen } from '../shared/Screen';
import { Sides } from '../shared/Sides';
import { useAddress } from '../shared/address';
import { Behaviour } from './Behaviour';
import { Destinations } from './Destinations';
import { Freshness } from './Freshness';
import { Growth } from './Growth';
import { Identity } from './Identity';
import { Quality } from './Quality';
import { Segments } from './Segments';

/** The command that prints the first table of a tab; that of segments names those chosen. */
const COMMANDS: Record<string, string> = {
  growth: 'insight time profiles',
  identity: 'insight show identified',
  quality: 'insight show fill',
  freshness: 'insight show sources',
  behaviour: 'insight time cohorts',
  destinations: 'insight show matches',
};

/** What the numbers say: each as a chart, a table and a file. */
export function Insights() {
  const [tab] = useAddress('tab', 'growth');
  const [picked] = useAddress('segments', 'A,B');
  return (
    <Screen
      title="Insights"
      about="Computed when you look. Days are in UTC; groups of one to four people are not told where they could be made out."
      command={COMMANDS[tab] ?? `insight overlap ${picked.replaceAll(',', ' ')}`}
    >
      <Sides
        label="Insights"
        sides={[
          { name: 'growth', label: 'Growth', content: () => <Growth /> },
          { name: 'identity', label: 'Identity', content: () => <Identity /> },
          { name: 'quality', label: 'Data quality', content: () => <Quality /> },
          { name: 'freshness', label: 'Freshness', content: () => <Freshness /> },
          { name: 'segments', label: 'Segments', content: () => <Segments /> },
          { name: 'behaviour', label: 'Behaviour', content: () => <Behaviour /> },
          { name: 'destinations', label: 'Destinations', content: () => <Destinations /> },
        ]}
      />
    </Screen>
  );
}
