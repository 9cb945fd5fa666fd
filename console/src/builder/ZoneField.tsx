import { Entry } from './Inputs';
import type { FieldsProps } from './OtherFields';
import { put, text } from './yaml';

const ZONES = Intl.supportedValuesOf('timeZone');

/** By whose clock hours and days are meant. */
export function ZoneField({ condition, onChange }: FieldsProps) {
  return (
    <Entry
      label="Time zone"
      placeholder="UTC"
      suggestions={ZONES}
      value={text(condition.zone)}
      onChange={(zone) => onChange(put(condition, 'zone', zone === '' ? undefined : zone))}
    />
  );
}
