import { HelperText, HelperTextItem, TextArea } from '@patternfly/react-core';
import { type Draft, draftOf, textOf } from './draft';

/** Text that is no definition yet, and why. */
export interface Unread {
  text: string;
  problem: string;
}

interface YamlViewProps {
  draft: Draft;
  unread: Unread | undefined;
  onUnread: (unread: Unread | undefined) => void;
  onChange: (draft: Draft) => void;
}

/** The whole definition as text, to be edited. What cannot be read yet stays here and changes nothing. */
export function YamlView({ draft, unread, onUnread, onChange }: YamlViewProps) {
  const change = (text: string) => {
    const next = draftOf(text);
    if ('problem' in next) {
      onUnread({ text, problem: next.problem });
    } else {
      onUnread(undefined);
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
