import { sentence } from './sentence';
import { read } from './text';

/** A definition's condition in words. */
export default function Sentence({ yaml }: { yaml: string }) {
  const reading = read(yaml);
  return 'problem' in reading ? null : <p>{sentence(reading.definition.where ?? null)}</p>;
}
