import { Tooltip } from '@patternfly/react-core';
import { useLook } from './look';
import { ago, moment } from './words';

/** A moment: how long ago, and exactly. */
export function When({ at, exact = false }: { at: string | undefined; exact?: boolean }) {
  const { utc } = useLook();
  if (!at) {
    return <span>–</span>;
  }
  const whole = moment(at, utc);
  return (
    <Tooltip content={whole}>
      <time dateTime={at}>{exact ? whole : ago(at)}</time>
    </Tooltip>
  );
}
