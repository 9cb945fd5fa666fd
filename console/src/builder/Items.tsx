import { Label, LabelGroup, TextInput } from '@patternfly/react-core';
import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';

interface ItemsProps {
  label: string;
  values: string[];
  onChange: (values: string[]) => void;
}

/** Several values: Enter adds what is typed, and a column that is pasted adds each of its lines. */
export function Items({ label, values, onChange }: ItemsProps) {
  const [typing, setTyping] = useState('');
  const add = (texts: string[]) => {
    const fresh = texts.map((text) => text.trim()).filter((text) => text !== '' && !values.includes(text));
    setTyping('');
    if (fresh.length > 0) {
      onChange([...values, ...new Set(fresh)]);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      event.preventDefault();
      add([typing]);
    } else if (event.key === 'Backspace' && typing === '' && values.length > 0) {
      onChange(values.slice(0, -1));
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const lines = event.clipboardData.getData('text').split(/[\n\t]/);
    if (lines.length > 1) {
      event.preventDefault();
      add(lines);
    }
  };
  return (
    <div className="serai-items">
      <LabelGroup aria-label={label} numLabels={20}>
        {values.map((value) => (
          <Label
            key={value}
            isCompact
            closeBtnAriaLabel={`Remove ${value}`}
            onClose={() => onChange(values.filter((other) => other !== value))}
          >
            {value || '(empty)'}
          </Label>
        ))}
      </LabelGroup>
      <TextInput
        className="serai-field"
        aria-label={`${label}: add one`}
        placeholder="Add, then Enter"
        value={typing}
        onChange={(_, next) => setTyping(next)}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onBlur={() => add([typing])}
      />
    </div>
  );
}
