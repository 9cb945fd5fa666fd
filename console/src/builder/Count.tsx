import { Label, Tooltip } from '@patternfly/react-core';
import { count, percent } from '../shared/words';
import { useAround } from './context';

/** How many meet a condition; and for a part of "all of", what it leaves of those who met the ones before it. */
export function Count({ id }: { id: string }) {
  const { counts, profiles, old } = useAround();
  const own = counts.get(id);
  if (!own) {
    return null;
  }
  const share = `${percent(own.profiles, profiles)} of all ${count(profiles)} profiles meet this condition alone.`;
  const kept = own.left === undefined ? '' : ` With those before it, ${count(own.left)} are left.`;
  return (
    <Tooltip content={`${share}${kept}${old ? ' Being counted anew.' : ''}`}>
      <Label isCompact variant="outline" color={old ? 'grey' : 'blue'} className="serai-count" tabIndex={0}>
        {count(own.profiles)}
        {own.left !== undefined && ` → ${count(own.left)}`}
      </Label>
    </Tooltip>
  );
}
