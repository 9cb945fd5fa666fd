import { Button } from '@patternfly/react-core';
import MoonIcon from '@patternfly/react-icons/dist/esm/icons/moon-icon';
import SunIcon from '@patternfly/react-icons/dist/esm/icons/sun-icon';
import { useLook } from './look';

/** Light or dark; times here or in UTC. */
export function LookSwitches() {
  const { dark, utc, set } = useLook();
  return (
    <>
      <Button variant="plain" onClick={() => set({ utc: !utc })}>
        {utc ? 'UTC times' : 'Local times'}
      </Button>
      <Button
        variant="plain"
        aria-label={dark ? 'Light colours' : 'Dark colours'}
        icon={dark ? <SunIcon /> : <MoonIcon />}
        onClick={() => set({ dark: !dark })}
      />
    </>
  );
}
