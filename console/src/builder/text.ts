import { Document, isMap, isScalar as isScalarNode, isSeq, parseDocument, visit } from 'yaml';
import { isMapping, type Mapping, type Value } from './yaml';

/** A definition that was read, or why it could not be. */
export type Reading = { definition: Mapping } | { problem: string };

/** Reads a definition's YAML, keeping each digit that was written. */
export function read(source: string): Reading {
  const document = parseDocument(source);
  const [error] = document.errors;
  if (error) {
    return { problem: error.message.split('\n')[0] ?? error.message };
  }
  if (!isMap(document.contents)) {
    return { problem: 'It must begin with a key, such as segment: vip.' };
  }
  const definition = plain(document.contents);
  return isMapping(definition) ? { definition } : { problem: 'It must begin with a key, such as segment: vip.' };
}

function plain(node: unknown): Value {
  if (isMap(node)) {
    return Object.fromEntries(node.items.map(({ key, value }) => [written(key), plain(value)]));
  }
  if (isSeq(node)) {
    return node.items.map(plain);
  }
  if (!isScalarNode(node) || node.value === null) {
    return null;
  }
  const { value, source } = node;
  if (typeof value === 'boolean' || typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' && String(value) === source ? value : (source ?? String(value));
}

const written = (key: unknown): string => (isScalarNode(key) ? (key.source ?? String(key.value)) : String(key));

const STYLE = { lineWidth: 120, flowCollectionPadding: true } as const;

/** A condition as YAML. */
export const write = (value: Value): string => styled(new Document(value)).toString(STYLE);

/** The definition as YAML, with the comments and the form of the text before wherever nothing has changed. */
export function rewrite(source: string, definition: Mapping): string {
  const before = read(source);
  if ('problem' in before) {
    return write(definition);
  }
  const changed = Object.entries(definition).filter(
    ([key, value]) => JSON.stringify(before.definition[key]) !== JSON.stringify(value),
  );
  const gone = Object.keys(before.definition).filter((key) => !(key in definition));
  if (changed.length + gone.length === 0) {
    return source;
  }
  const document = parseDocument(source);
  gone.forEach((key) => document.delete(key));
  changed.forEach(([key, value]) => document.set(key, styled(new Document(value)).contents));
  if (isMap(document.contents)) {
    document.contents.items.sort((a, b) => place(a.key) - place(b.key));
  }
  return document.toString(STYLE);
}

/** Where people look for a key; the others stay behind each other as they are. */
const place = (key: unknown): number => {
  const at = ['segment', 'description'].indexOf(written(key));
  return at < 0 ? 2 : at;
};

/** Conditions that hold no other conditions stand on a line of their own. */
function styled(document: Document): Document {
  visit(document, {
    Map: (key, node) => {
      const nests = node.items.some((pair) => ['all', 'any', 'not', 'of', 'where', 'then'].includes(written(pair.key)));
      node.flow = key !== null && !nests;
      return undefined;
    },
    Seq: (_, node) => {
      node.flow = node.items.every((item) => !isMap(item));
      return undefined;
    },
  });
  return document;
}
