import { useMay } from '../session/session';
import { Screen } from '../shared/Screen';
import { Tabbed } from '../shared/Tabbed';
import { Plan } from './Plan';
import { Review } from './Review';

/** Who is who: what waits for a person's decision, and what changed rules would do. */
export function Identity() {
  const plans = useMay('config-plan');
  return (
    <Screen title="Identity" about="Which records are one person, and which may be." command="identity review list">
      <Tabbed
        label="Identity"
        tabs={[
          { word: 'review', title: 'Possible matches', content: <Review /> },
          ...(plans ? [{ word: 'rules', title: 'Changed rules', content: <Plan /> }] : []),
        ]}
      />
    </Screen>
  );
}
