import { FormSelect, FormSelectOption } from '@patternfly/react-core';
import { useAddress } from '../shared/address';
import { SPANS } from './days';

/** How far back to look; it stands in the address. */
export const useSpanWord = () => useAddress('days', '30');

export function SpanChoice() {
  const [days, setDays] = useSpanWord();
  return (
    <FormSelect className="serai-span" aria-label="How far back" value={days} onChange={(_, next) => setDays(next)}>
      {Object.entries(SPANS).map(([value, label]) => (
        <FormSelectOption key={value} value={value} label={label} />
      ))}
    </FormSelect>
  );
}
