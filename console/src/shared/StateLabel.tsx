import { Label, type LabelProps } from '@patternfly/react-core';
import { Link } from 'react-router';

/** What the hub's words for states mean to a reader: never by colour alone. */
const STATUS: Record<string, LabelProps['status']> = {
  failed: 'danger',
  dead: 'danger',
  held: 'warning',
  stale: 'warning',
  degraded: 'warning',
  rejected: 'warning',
  paused: 'warning',
  open: 'warning',
  denied: 'warning',
  waiting: 'info',
  running: 'info',
  reading: 'info',
  done: 'success',
  finished: 'success',
  started: 'success',
  fresh: 'success',
  idle: 'success',
  ready: 'success',
  granted: 'success',
  retried: 'success',
};

interface StateLabelProps {
  state: string;
  /** Where the cause is told; every red thing has one. */
  to?: string;
}

/** A state as the hub's one function of it says, in its own word. */
export function StateLabel({ state, to }: StateLabelProps) {
  const status = STATUS[state];
  const look: LabelProps = status ? { status, variant: 'outline' } : { variant: 'outline' };
  return to ? (
    <Label
      {...look}
      isCompact
      render={({ className, content }) => (
        <Link to={to} className={className}>
          {content}
        </Link>
      )}
    >
      {state}
    </Label>
  ) : (
    <Label {...look} isCompact>
      {state}
    </Label>
  );
}
