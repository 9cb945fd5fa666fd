import { Link, useNavigate } from 'react-router';
import { ConnectionForm } from '../settings/ConnectionForm';
import { Screen } from '../shared/Screen';

/** A new source of records, by its connector's own form. */
export function NewSource() {
  const navigate = useNavigate();
  return (
    <Screen title="New source" about={<Link to="/sources">All sources</Link>} command="config --help">
      <ConnectionForm side="source" onSaved={() => void navigate('/sources')} />
    </Screen>
  );
}
