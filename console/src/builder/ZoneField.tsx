import { InlineEntry } from './inline';
import { type Mapping, put, text } from './yaml';

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone')];

interface ZoneFieldProps {
  condition: Mapping;
  onChange: (condition: Mapping) => void;
}

/** By whose clock days and hours are meant; UTC unless said. */
export function ZoneField({ condition, onChange }: ZoneFieldProps) {
  return (
    <InlineEntry
      label="Time zone"
      placeholder="UTC"
      suggestions={ZONES}
      value={text(condition.zone)}
      onChange={(zone) => onChange(put(condition, 'zone', zone === '' ? undefined : zone))}
    />
  );
}
