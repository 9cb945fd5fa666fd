import type { Shapes } from '../api/client';

export type UploadedField = Shapes['Upload']['fields'][number];
export type Schema = Shapes['Schema'];

/** What a column becomes: `identifier:NAME`, `trait:NAME`, `both:NAME`, `consent:PURPOSE`, or nothing. */
export type Part = string;

/** What is chosen for a file: which columns tell rows apart and when they changed, and what each column becomes. */
export interface Plan {
  key: string;
  observedAt: string;
  parts: Record<string, Part>;
}

/** A definition as the API takes it. */
export type Definition = Record<string, unknown>;

const SECTIONS = ['identifier', 'trait', 'consent'] as const;
type Section = (typeof SECTIONS)[number];

const isObject = (value: unknown): value is Definition => typeof value === 'object' && value !== null;

/** Which column a target of a mapping is read from: named alone, or within more. */
function column(target: unknown): string {
  const from = isObject(target) ? target.from : target;
  return typeof from === 'string' ? from : '';
}

const targets = (definition: Definition, section: Section): Definition => {
  const named = definition[`${section}s`];
  return isObject(named) ? named : {};
};

/** What a definition, such as the proposed one, makes of each column. */
export function planOf(definition: Definition): Plan {
  const parts: Record<string, Part> = {};
  for (const section of SECTIONS) {
    for (const [name, target] of Object.entries(targets(definition, section))) {
      const path = column(target);
      if (path !== '') {
        const both = section === 'trait' && parts[path] === `identifier:${name}`;
        parts[path] = both ? `both:${name}` : (parts[path] ?? `${section}:${name}`);
      }
    }
  }
  return { key: column(definition.key), observedAt: column(definition.observed_at), parts };
}

/** All that a column may become, with words for it. */
export function choices(schema: Schema): Record<Part, string> {
  const traits = schema.traits.map(({ name }) => name);
  const identifiers = schema.identifiers.map(({ name }) => name);
  const named = (word: string, names: string[], words = word) =>
    names.map((name) => [`${word}:${name}`, `${words} ${name}`]);
  return Object.fromEntries([
    ['', 'left out'],
    ...named(
      'both',
      identifiers.filter((name) => traits.includes(name)),
      'identifier and trait',
    ),
    ...named('identifier', identifiers),
    ...named('trait', traits),
    ...named('consent', schema.consents),
  ]) as Record<Part, string>;
}

/** One column becomes one thing, and nothing is made of two columns. */
export function choose(plan: Plan, path: string, part: Part): Plan {
  const wanted = expanded(part);
  const others = Object.entries(plan.parts).filter(([, taken]) => !expanded(taken).some((one) => wanted.includes(one)));
  return { ...plan, parts: { ...Object.fromEntries(others), [path]: part } };
}

const expanded = (part: Part): Part[] => {
  const [word, name] = part.split(':');
  return word === 'both' ? [`identifier:${name}`, `trait:${name}`] : part === '' ? [] : [part];
};

const GRANTED = ['yes', 'y', 'true', '1', 'granted', 'opt-in', 'ja', 'oui', 'si'];
const DENIED = ['no', 'n', 'false', '0', 'denied', 'opt-out', 'nein', 'non'];

/**
 * What the words of a column say of a consent: those that people commonly write for yes and no. Any other says nothing, so
 * that nobody is taken to have agreed. The words are ours, for samples come masked.
 */
export const CONSENT_WORDS: Record<string, 'granted' | 'denied'> = Object.fromEntries([
  ...GRANTED.map((word) => [word, 'granted']),
  ...DENIED.map((word) => [word, 'denied']),
]);

/** The mapping that makes of each column what is planned; what was proposed for it and kept stays as proposed. */
export function definition(name: string, plan: Plan, proposed: Definition = {}): Definition {
  const of = (section: Section) =>
    Object.fromEntries(
      Object.entries(plan.parts).flatMap(([path, part]) =>
        expanded(part)
          .filter((one) => one.startsWith(`${section}:`))
          .map((one) => {
            const to = one.slice(section.length + 1);
            const before = targets(proposed, section)[to];
            const made = section === 'consent' ? { from: path, map: CONSENT_WORDS } : path;
            return [to, column(before) === path ? before : made];
          }),
      ),
    );
  const sections = SECTIONS.map((section): [string, Definition] => [`${section}s`, of(section)]);
  return {
    mapping: name,
    key: plan.key,
    ...(plan.observedAt ? { observed_at: plan.observedAt } : {}),
    ...Object.fromEntries(sections.filter(([, made]) => Object.keys(made).length > 0)),
  };
}
