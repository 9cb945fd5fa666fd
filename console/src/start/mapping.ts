import type { Shapes } from '../api/client';

export type UploadedField = Shapes['Upload']['fields'][number];
export type Schema = Shapes['Schema'];

/** What a column of a file becomes: `key`, `observed_at`, `identifier:NAME`, `trait:NAME`, `consent:PURPOSE`, or nothing. */
export type Part = string;

/** A definition as the API takes it. */
export type Definition = Record<string, unknown>;

const isObject = (value: unknown): value is Definition => typeof value === 'object' && value !== null;

/** Which column a target of a mapping is read from: named alone, or within more. */
function column(target: unknown): string | undefined {
  const from = isObject(target) ? target.from : target;
  return typeof from === 'string' ? from : undefined;
}

/** What each column becomes by a definition. */
export function parts(definition: Definition): Record<string, Part> {
  const found: [string | undefined, Part][] = [
    ...(['key', 'observed_at'] as const).map((name): [string | undefined, Part] => [column(definition[name]), name]),
    ...section(definition.identifiers, 'identifier'),
    ...section(definition.traits, 'trait'),
    ...section(definition.consents, 'consent'),
  ];
  return Object.fromEntries(found.filter((pair): pair is [string, Part] => pair[0] !== undefined));
}

const section = (named: unknown, word: string): [string | undefined, Part][] =>
  Object.entries(isObject(named) ? named : {}).map(([name, target]) => [column(target), `${word}:${name}`]);

/** All that a column may become, with words for it. */
export function choices(schema: Schema): Record<Part, string> {
  const named = (word: string, names: string[]) => names.map((name) => [`${word}:${name}`, `${word} ${name}`]);
  return Object.fromEntries([
    ['', 'left out'],
    ['key', 'key: tells one row from another'],
    ['observed_at', 'when the row was last changed'],
    ...named(
      'identifier',
      schema.identifiers.map(({ name }) => name),
    ),
    ...named(
      'trait',
      schema.traits.map(({ name }) => name),
    ),
    ...named('consent', schema.consents),
  ]) as Record<Part, string>;
}

const GRANTED = ['yes', 'y', 'true', '1', 'granted', 'opt-in', 'ja', 'oui', 'si'];
const DENIED = ['no', 'n', 'false', '0', 'denied', 'opt-out', 'nein', 'non'];

/** What the values of a column say of a consent; words that say neither are left out, and then say nothing. */
export function consentWords(samples: string[]): Record<string, 'granted' | 'denied'> {
  const known = samples.flatMap((sample): [string, 'granted' | 'denied'][] => {
    const word = sample.trim().toLowerCase();
    return GRANTED.includes(word) ? [[sample, 'granted']] : DENIED.includes(word) ? [[sample, 'denied']] : [];
  });
  return Object.fromEntries(
    known.length > 0
      ? known
      : [
          ['yes', 'granted'],
          ['no', 'denied'],
        ],
  );
}

/** The mapping that makes each column what was chosen for it; what was proposed for it and kept stays as proposed. */
export function definition(
  name: string,
  fields: UploadedField[],
  chosen: Record<string, Part>,
  proposed: Definition = {},
): Definition {
  const target = (part: string, to: string, field: UploadedField): unknown => {
    const before = isObject(proposed[`${part}s`]) ? (proposed[`${part}s`] as Definition)[to] : undefined;
    if (column(before) === field.path) {
      return before;
    }
    return part === 'consent' ? { from: field.path, map: consentWords(field.samples) } : field.path;
  };
  const of = (word: string) =>
    Object.fromEntries(
      fields.flatMap((field): [string, unknown][] => {
        const [kind, to] = (chosen[field.path] ?? '').split(':');
        return kind === word && to !== undefined ? [[to, target(word, to, field)]] : [];
      }),
    );
  const alone = (word: string) => fields.find(({ path }) => chosen[path] === word)?.path;
  const sections = { identifiers: of('identifier'), traits: of('trait'), consents: of('consent') };
  return {
    mapping: name,
    key: alone('key') ?? '',
    ...(alone('observed_at') ? { observed_at: alone('observed_at') } : {}),
    ...Object.fromEntries(Object.entries(sections).filter(([, targets]) => Object.keys(targets).length > 0)),
  };
}

/** A name for a mapping, of a file's: small letters, digits and hyphens. */
export const nameOf = (file: string): string =>
  file
    .replace(/\.[^.]*(\.gz)?$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'people';
