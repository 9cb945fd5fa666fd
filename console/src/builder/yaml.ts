/** What a definition is made of once it has been read; keys keep their order. */
export type Value = string | number | boolean | null | Value[] | Mapping;

export interface Mapping {
  [key: string]: Value;
}

export const isMapping = (value: Value | undefined): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isScalar = (value: Value | undefined): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A scalar as it is written; empty for all else. */
export const text = (value: Value | undefined): string => (isScalar(value) ? String(value) : '');

/** The texts of a list, or of the one value that stands for a list of one. */
export const texts = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.map(text) : isScalar(value) ? [text(value)] : [];

export const mapping = (value: Value | undefined): Mapping => (isMapping(value) ? value : {});

/** The mappings of a list, or the one that stands for a list of one. */
export const mappings = (value: Value | undefined): Mapping[] =>
  Array.isArray(value) ? value.filter(isMapping) : isMapping(value) ? [value] : [];

/** What somebody has typed, as the number or the word it is read back as; text that would lose a digit stays text. */
export function typed(input: string): string | number | boolean {
  if (input === 'true' || input === 'false') {
    return input === 'true';
  }
  const number = Number(input);
  return input !== '' && String(number) === input && Number.isFinite(number) ? number : input;
}

/** With a key set, where it stood if it was there; without it if there is no value. */
export function put(before: Mapping, key: string, value: Value | undefined): Mapping {
  if (value !== undefined) {
    return { ...before, [key]: value };
  }
  return without(before, [key]);
}

export const without = (before: Mapping, keys: readonly string[]): Mapping =>
  Object.fromEntries(Object.entries(before).filter(([key]) => !keys.includes(key)));

/** A list with the item at a place changed, or taken out. */
export const replaced = (list: Mapping[], at: number, item: Mapping | undefined): Mapping[] => [
  ...list.slice(0, at),
  ...(item ? [item] : []),
  ...list.slice(at + 1),
];
