import { History } from '../profile/History';
import { Pages } from '../shared/Pages';
import { useChanges } from './queries';

/** Who became one person, and who two: by which import, rule or decision. */
export function Changes() {
  return (
    <Pages query={useChanges()} of={({ changes }) => changes}>
      {(steps) => (
        <History steps={steps} empty="Nobody was merged or split. Records that come in joined leave no trace here." />
      )}
    </Pages>
  );
}
