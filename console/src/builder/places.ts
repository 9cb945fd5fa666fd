import type { Shapes } from '../api/client';
import { type Group, isGroup, type Rule, standsForOne } from './tree';

type Count = Shapes['ConditionCount'];

/** What is wrong at a condition. */
export interface Trouble {
  /** The key in it, such as "equals"; empty for the whole. */
  key: string;
  message: string;
}

/** What the hub says of the definition, by the id of the condition in the builder; what belongs to none stands apart. */
export interface Troubles {
  byId: ReadonlyMap<string, Trouble[]>;
  rest: string[];
}

/** How many meet each condition, by its id. The hub counts the tree that it was given, with an end put around it if one is set. */
export function countsById(root: Group, counts: Count, expires: boolean): ReadonlyMap<string, Count> {
  const found = new Map<string, Count>();
  const own = expires ? counts.parts[0] : counts;
  if (own) {
    visit(root, own, found);
  }
  return found;
}

function visit(part: Rule | Group, count: Count, found: Map<string, Count>) {
  found.set(part.id, count);
  if (!isGroup(part)) {
    return;
  }
  const inner = [part.meta?.top, part.not].reduce((at: Count | undefined, wraps) => (wraps ? at?.parts[0] : at), count);
  part.rules.forEach((child, at) => {
    const own = standsForOne(part) ? inner : inner?.parts[at];
    if (own) {
      visit(child, own, found);
    }
  });
}

const LINE = /^(?:\S+?:\d+: )?where((?:\.[a-z_]+|\[\d+])*): (.*)$/;
const TOKEN = /\.([a-z_]+)|\[(\d+)]/g;

/** Each line of a refusal at the condition it speaks of. */
export function troublesOf(root: Group, detail: string): Troubles {
  const byId = new Map<string, Trouble[]>();
  const rest: string[] = [];
  for (const line of detail.split('\n').filter((any) => any !== '')) {
    const [, path, message] = LINE.exec(line) ?? [];
    if (path === undefined || message === undefined) {
      rest.push(line.replace(/^store\/\S+?:(\d+): /, 'Line $1: '));
      continue;
    }
    const { part, key } = find(root, tokens(path));
    byId.set(part.id, [...(byId.get(part.id) ?? []), { key, message }]);
  }
  return { byId, rest };
}

const tokens = (path: string): string[] => [...path.matchAll(TOKEN)].map(([, key, index]) => key ?? index ?? '');

/** Goes down as far as the path names conditions; what is left names a key in the last of them. */
function find(root: Group, path: string[]): { part: Rule | Group; key: string } {
  let part: Rule | Group = root;
  let at = 0;
  while (isGroup(part)) {
    at += skipped(part, path, at);
    const child: Rule | Group | undefined = standsForOne(part) ? part.rules[0] : part.rules[Number(path[at + 1])];
    if (!child || (!standsForOne(part) && path[at] !== part.combinator)) {
      return { part, key: path.slice(at).join('.') };
    }
    at += standsForOne(part) ? 0 : 2;
    part = child;
  }
  at += part.operator === 'fails' && path[at] === 'not' ? 1 : 0;
  return { part, key: path.slice(at).join('.') };
}

const skipped = (part: Group, path: string[], at: number): number => {
  const top = part.meta?.top && path[at] === 'of' ? 1 : 0;
  return top + (part.not && path[at + top] === 'not' ? 1 : 0);
};
