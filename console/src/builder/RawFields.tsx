import { HelperText, HelperTextItem, TextArea } from '@patternfly/react-core';
import { useState } from 'react';
import { read, write } from './text';
import type { Value } from './yaml';

interface RawFieldsProps {
  value: Value;
  onChange: (value: Value) => void;
}

const KEY = 'where';

/** Takes a condition's text in as the value of a key, which is where it stands in a definition too. */
function parsed(text: string): { value: Value } | { problem: string } {
  const found = read(`${KEY}:\n${text.replace(/^/gm, '  ')}`);
  return 'problem' in found ? found : { value: found.definition[KEY] ?? null };
}

/** A condition that the builder has no fields for, as its YAML. What cannot be read yet is not taken over. */
export function RawFields({ value, onChange }: RawFieldsProps) {
  const [text, setText] = useState(() => (value === null ? '' : write(value).trimEnd()));
  const found = parsed(text);
  const change = (next: string) => {
    setText(next);
    const reading = parsed(next);
    if ('value' in reading) {
      onChange(reading.value);
    }
  };
  return (
    <div className="serai-raw">
      <TextArea
        aria-label="The condition as YAML"
        autoResize
        resizeOrientation="vertical"
        className="serai-code"
        value={text}
        onChange={(_, next) => change(next)}
      />
      {'problem' in found && (
        <HelperText>
          <HelperTextItem variant="error">{found.problem}</HelperTextItem>
        </HelperText>
      )}
    </div>
  );
}
