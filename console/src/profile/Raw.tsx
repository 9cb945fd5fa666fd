import { Button, CodeBlock, CodeBlockCode } from '@patternfly/react-core';
import { download } from '../shared/csv';
import type { Person } from './queries';

/** A person as the API gives them, masked or not as the rest of the screen is. */
export function Raw({ person }: { person: Person }) {
  const text = JSON.stringify(person, null, 2);
  return (
    <div className="serai-stack">
      <Button
        variant="secondary"
        onClick={() => download(`profile-${person.id}.json`, 'application/json', `${text}\n`)}
      >
        Download
      </Button>
      <CodeBlock>
        <CodeBlockCode>{text}</CodeBlockCode>
      </CodeBlock>
    </div>
  );
}
