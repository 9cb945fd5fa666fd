/** What a form needs of a JSON Schema: the fields of one object. */
export interface Field {
  name: string;
  /** For a person. */
  about: string;
  isRequired: boolean;
  isSecret: boolean;
  kind: 'text' | 'number' | 'switch' | 'choice' | 'yaml';
  choices: string[];
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object's schema, those that must be there first. */
export function fields(schema: unknown): Field[] {
  if (!isObject(schema) || !isObject(schema.properties)) {
    return [];
  }
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(schema.properties)
    .filter((entry): entry is [string, Json] => isObject(entry[1]))
    .map(([name, property]) => field(name, property, required.includes(name)))
    .sort((one, other) => Number(other.isRequired) - Number(one.isRequired));
}

function field(name: string, property: Json, isRequired: boolean): Field {
  const choices = Array.isArray(property.enum) ? property.enum.map(String) : [];
  return {
    name,
    about: typeof property.description === 'string' ? property.description : '',
    isRequired,
    isSecret: property.writeOnly === true,
    kind: kind(property, choices),
    choices,
  };
}

function kind(property: Json, choices: string[]): Field['kind'] {
  if (choices.length > 0) {
    return 'choice';
  }
  // A text may be written as a number or a word in a file, so its type is any of these.
  const isText = Array.isArray(property.type) && property.type.includes('string');
  switch (isText ? 'string' : property.type) {
    case 'boolean':
      return 'switch';
    case 'integer':
    case 'number':
      return 'number';
    case 'string':
      return 'text';
    default:
      // Whatever has parts of its own is written as in a file.
      return 'yaml';
  }
}

/** What was entered, as the definition has it; what was left empty is left out. */
export function values(all: Field[], entered: Record<string, string>, parse: (yaml: string) => unknown): Json {
  const given = all.filter(({ name }) => (entered[name] ?? '') !== '');
  return Object.fromEntries(given.map((one) => [one.name, value(one, entered[one.name] ?? '', parse)]));
}

function value({ kind: how }: Field, text: string, parse: (yaml: string) => unknown): unknown {
  switch (how) {
    case 'number':
      return Number(text);
    case 'switch':
      return text === 'true';
    case 'yaml':
      return parse(text);
    default:
      return text;
  }
}
