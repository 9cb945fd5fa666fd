import { HelperText, HelperTextItem } from '@patternfly/react-core';
import { useAround } from './context';

/** What the hub says is wrong with a condition, and how to mend it. */
export function Troubled({ id }: { id: string }) {
  const troubles = useAround().troubles.get(id) ?? [];
  return (
    troubles.length > 0 && (
      <HelperText className="serai-trouble" isLiveRegion>
        {troubles.map(({ key, message }) => (
          <HelperTextItem key={key + message} variant="error">
            {key && <code>{key}</code>} {message}
          </HelperTextItem>
        ))}
      </HelperText>
    )
  );
}
