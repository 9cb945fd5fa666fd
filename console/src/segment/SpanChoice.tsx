import { useAddress } from '../shared/address';
import { Choice } from '../shared/Choice';
import { SPANS } from './days';

/** How far back to look; it stands in the address. */
export const useSpanWord = () => useAddress('days', '30');

export function SpanChoice() {
  const [days, setDays] = useSpanWord();
  return <Choice label="How far back" value={days} options={SPANS} onChoose={setDays} />;
}
