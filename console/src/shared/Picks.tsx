import { Label, LabelGroup, MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core';
import { useState } from 'react';

interface PicksProps {
  label: string;
  /** With commas, as the address has them. */
  values: string;
  options: string[];
  onChange: (values: string) => void;
  /** What it means to choose none. */
  none: string;
  most?: number;
}

export const listOf = (values: string): string[] => values.split(',').filter((value) => value !== '');

/** Several of a list. */
export function Picks({ label, values, options, onChange, none, most = Infinity }: PicksProps) {
  const [open, setOpen] = useState(false);
  const chosen = listOf(values);
  const flip = (value: string) =>
    onChange(
      (chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
        .slice(0, most)
        .join(','),
    );
  return (
    <div className="serai-picks">
      <Select
        role="menu"
        isOpen={open}
        onOpenChange={setOpen}
        onSelect={(_, value) => flip(String(value))}
        toggle={(toggle) => (
          <MenuToggle ref={toggle} isExpanded={open} onClick={() => setOpen(!open)}>
            {label}
          </MenuToggle>
        )}
      >
        <SelectList aria-label={label}>
          {options.map((option) => (
            <SelectOption key={option} hasCheckbox value={option} isSelected={chosen.includes(option)}>
              {option}
            </SelectOption>
          ))}
        </SelectList>
      </Select>
      {chosen.length === 0 ? (
        <span>{none}</span>
      ) : (
        <LabelGroup aria-label={label} numLabels={20}>
          {chosen.map((value) => (
            <Label key={value} closeBtnAriaLabel={`Leave out ${value}`} onClose={() => flip(value)}>
              {value}
            </Label>
          ))}
        </LabelGroup>
      )}
    </div>
  );
}
