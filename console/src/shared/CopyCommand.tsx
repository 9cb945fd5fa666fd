import { Button, Tooltip } from '@patternfly/react-core';
import CopyIcon from '@patternfly/react-icons/dist/esm/icons/copy-icon';
import { useEffect, useState } from 'react';

/** Copies the command that does the same in a terminal. */
export function CopyCommand({ command }: { command: string }) {
  const [copied, setCopied] = useState(false);
  const whole = `serai ${command}`;
  useEffect(() => {
    const timer = copied ? window.setTimeout(() => setCopied(false), 2_000) : undefined;
    return () => window.clearTimeout(timer);
  }, [copied]);
  const copy = async () => {
    await navigator.clipboard.writeText(whole);
    setCopied(true);
  };
  return (
    <Tooltip content={whole}>
      <Button variant="secondary" size="sm" icon={<CopyIcon />} onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy as command'}
      </Button>
    </Tooltip>
  );
}
