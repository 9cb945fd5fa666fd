import { useReducer } from 'react';
import { read, rewrite } from './text';
import { type Group, toCondition, toQuery } from './tree';
import { type Mapping, put, text, type Value } from './yaml';

/** A definition that is being worked on. The tree keeps its parts' ids, so that fields keep the cursor. */
export interface Draft {
  /** The text it was last read from; what has not changed is written as it stands there. */
  source: string;
  /** All but the condition: segment, description, expires, iab. */
  head: Mapping;
  query: Group;
}

export function draftOf(source: string): Draft | { problem: string } {
  const reading = read(source);
  if ('problem' in reading) {
    return reading;
  }
  const { where, ...head } = reading.definition;
  if (where === undefined) {
    return { problem: "There must be a condition under 'where:'." };
  }
  return { source, head, query: toQuery(where) };
}

/** The definition as YAML. */
export function textOf({ source, head, query }: Draft): string {
  const definition: Record<string, Value> = {};
  Object.assign(definition, head, { where: toCondition(query) });
  return rewrite(source, definition);
}

/** With a key of the head set; without it if the text is empty. */
export const withHead = (draft: Draft, key: string, value: string): Draft => ({
  ...draft,
  head: put(draft.head, key, value === '' && key !== 'segment' ? undefined : value),
});

export const nameOf = (draft: Draft): string => text(draft.head.segment);

interface History {
  past: Draft[];
  present: Draft;
  future: Draft[];
  /** What was changed last and when: letters typed one after another are one step. */
  changed: { what: string; at: number };
}

type Step = { kind: 'change'; draft: Draft; what: string; at: number } | { kind: 'undo' } | { kind: 'redo' };

const MOST = 200;
const PAUSE = 1_000;

export function step(history: History, move: Step): History {
  const { past, present, future, changed } = history;
  switch (move.kind) {
    case 'change': {
      const same = move.what !== '' && move.what === changed.what && move.at - changed.at < PAUSE;
      const next = { present: move.draft, future: [], changed: { what: move.what, at: move.at } };
      return { ...next, past: same ? past : [...past, present].slice(-MOST) };
    }
    case 'undo': {
      const before = past.at(-1);
      return before
        ? { past: past.slice(0, -1), present: before, future: [present, ...future], changed: NOTHING }
        : history;
    }
    case 'redo': {
      const [after, ...later] = future;
      return after ? { past: [...past, present], present: after, future: later, changed: NOTHING } : history;
    }
  }
}

const NOTHING = { what: '', at: 0 };

export const begin = (present: Draft): History => ({ past: [], present, future: [], changed: NOTHING });

/** A draft that remembers what it was. */
export function useDraft(first: Draft) {
  const [{ past, present, future }, move] = useReducer(step, first, begin);
  return {
    draft: present,
    /** @param what the field that is typed into; empty for a change that stands for itself */
    change: (draft: Draft, what = '') => move({ kind: 'change', draft, what, at: Date.now() }),
    undo: past.length > 0 ? () => move({ kind: 'undo' }) : undefined,
    redo: future.length > 0 ? () => move({ kind: 'redo' }) : undefined,
  };
}
