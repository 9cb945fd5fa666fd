import { useMay } from '../session/session';
import { Screen } from '../shared/Screen';
import { type Side, Sides } from '../shared/Sides';
import { Alerts } from './Alerts';
import { Connections } from './Connections';
import { Definitions } from './Definitions';
import { HubSide } from './HubSide';
import { Keys } from './Keys';
import { Roles } from './Roles';
import { Secrets } from './Secrets';
import { Users } from './Users';

/** What the hub is set up with, and who may use it. */
export function Settings() {
  const mayConnect = useMay('connection-define');
  const mayUsers = useMay('user-manage');
  const mayKeys = useMay('key-manage');
  const sides: [Side, ...Side[]] = [
    { name: 'hub', label: 'Hub', content: () => <HubSide /> },
    { name: 'definitions', label: 'Definitions', content: () => <Definitions /> },
    { name: 'connections', label: 'Connections', content: () => <Connections /> },
    { name: 'alerts', label: 'Alerts', content: () => <Alerts /> },
  ];
  if (mayConnect) {
    sides.push({ name: 'secrets', label: 'Secrets', content: () => <Secrets /> });
  }
  if (mayKeys) {
    sides.push({ name: 'keys', label: 'API keys', content: () => <Keys /> });
  }
  if (mayUsers) {
    sides.push({ name: 'users', label: 'Users', content: () => <Users /> });
  }
  sides.push({ name: 'roles', label: 'Roles', content: () => <Roles /> });
  return (
    <Screen title="Settings" command="config --help">
      <Sides label="Settings" sides={sides} />
    </Screen>
  );
}
