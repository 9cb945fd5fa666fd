import { Alert, Button } from '@patternfly/react-core';
import CopyIcon from '@patternfly/react-icons/dist/esm/icons/copy-icon';
import { useState } from 'react';

/** A segment that stands in a file is changed there; what was worked out here can be taken along. */
export function OwnedByFile({ file, yaml }: { file: string; yaml: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(yaml);
    setCopied(true);
  };
  return (
    <Alert variant="info" isInline title={`This segment stands in the file ${file}, which goes before the console.`}>
      <p>Try changes here as you like. To make them, copy the YAML into that file; the hub takes it over by itself.</p>
      <Button variant="secondary" size="sm" icon={<CopyIcon />} onClick={() => void copy()}>
        {copied ? 'Copied' : 'Copy the YAML'}
      </Button>
    </Alert>
  );
}
