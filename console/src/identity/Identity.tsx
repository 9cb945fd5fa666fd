import { useMay } from '../session/session';
import { Screen } from '../shared/Screen';
import { type Side, Sides } from '../shared/Sides';
import { Changes } from './Changes';
import { Plan } from './Plan';
import { Review } from './Review';

const CHANGES: Side = { name: 'changes', label: 'Merges and splits', content: () => <Changes /> };
const REVIEW: Side = { name: 'review', label: 'Possible matches', content: () => <Review /> };
const RULES: Side = { name: 'rules', label: 'Changed rules', content: () => <Plan /> };

/** Who is who: what waits for a person's decision, and what changed rules would do. */
export function Identity() {
  const plans = useMay('config-plan');
  return (
    <Screen title="Identity" about="Which records are one person, and which may be." command="identity review list">
      <Sides label="Identity" sides={plans ? [CHANGES, REVIEW, RULES] : [CHANGES, REVIEW]} />
    </Screen>
  );
}
