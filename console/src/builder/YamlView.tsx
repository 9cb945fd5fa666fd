import { HelperText, HelperTextItem, TextArea } from '@patternfly/react-core';
import { useState } from 'react';
import { type Draft, draftOf, textOf } from './draft';

interface YamlViewProps {
  draft: Draft;
  onChange: (draft: Draft) => void;
}

/** The whole definition as text, to be edited. What cannot be read yet stays here and changes nothing. */
export function YamlView({ draft, onChange }: YamlViewProps) {
  const [unread, setUnread] = useState<{ text: string; problem: string }>();
  const change = (text: string) => {
    const next = draftOf(text);
    if ('problem' in next) {
      setUnread({ text, problem: next.problem });
    } else {
      setUnread(undefined);
      onChange(next);
    }
  };
  return (
    <>
      <TextArea
        aria-label="The definition as YAML"
        className="serai-code"
        autoResize
        resizeOrientation="vertical"
        spellCheck={false}
        value={unread?.text ?? textOf(draft)}
        onChange={(_, text) => change(text)}
      />
      {unread && (
        <HelperText isLiveRegion>
          <HelperTextItem variant="error">
            {unread.problem} The conditions are as they were until this can be read.
          </HelperTextItem>
        </HelperText>
      )}
    </>
  );
}
