import { Button, type ButtonProps, Form } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { Entry } from './Entry';

interface AskProps extends Pick<ButtonProps, 'variant'> {
  label: string;
  verb: string;
  placeholder?: string;
  /** What stands there at first. */
  text?: string;
  /** Whether it can be asked for; unless said, anything but nothing. */
  isFit?: (text: string) => boolean;
  /** What to enter, shown while what stands there does not fit. */
  cure?: string;
  onAsk: (text: string) => void;
}

const something = (text: string) => text !== '';

/** One line and a button: asks for something by its name or number. */
export function Ask({ label, verb, placeholder, text = '', isFit = something, cure, variant, onAsk }: AskProps) {
  const [entered, setEntered] = useState(text);
  const asked = entered.trim();
  const fits = isFit(asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits) {
      onAsk(asked);
    }
  };
  return (
    <Form onSubmit={submit} className="serai-line">
      <Entry
        label={label}
        placeholder={placeholder}
        value={entered}
        onEnter={setEntered}
        help={asked && !fits ? cure : undefined}
      />
      <Button type="submit" variant={variant} isDisabled={!fits}>
        {verb}
      </Button>
    </Form>
  );
}

/** Whether it is a profile's number. */
export const isNumber = (text: string) => /^\d+$/.test(text);
