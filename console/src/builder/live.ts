import { useEffect, useRef, useState } from 'react';
import { answer, api, Failure, type Shapes } from '../api/client';
import { AS_YAML } from '../definition/definitions';
import type { Draft } from './draft';
import { write } from './text';
import { toCondition } from './tree';
import { put } from './yaml';

type Preview = Shapes['SegmentPreview'];

/** What the hub says of a tree: who would be in it, or why that cannot be told. */
export interface Said {
  /** The draft that was asked about; its ids are those that the counts belong to. */
  draft: Draft;
  preview?: Preview;
  failure?: Failure;
}

export interface Live {
  said: Said | undefined;
  counting: boolean;
  /** Ends the work at the hub too. */
  stop: () => void;
  again: () => void;
}

const PAUSE = 400;
/** Under which somebody's new segment is tried before it has a name. */
const NAMELESS = 'new-segment';

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16)).join('');

/** Nobody waits for it. */
const end = (name: string) =>
  void api.POST('/api/v1/segments/preview/{name}/end', { params: { path: { name } } }).catch(() => undefined);

/**
 * Counts who would be in a draft, after each change and a short pause. The hub ends the count before of the same id, and what
 * is under way when the screen is left is ended too, so no work stays behind.
 *
 * @param overlap the segments whose members are counted among these
 */
export function useLiveCount(draft: Draft, on: boolean, overlap: string[]): Live {
  const [id] = useState(newId);
  const [answered, setAnswered] = useState<{ said: Said; asked: string; turn: number }>();
  const [stopped, setStopped] = useState('');
  const [turn, setTurn] = useState(0);
  const underWay = useRef<AbortController>(undefined);
  const name = String(draft.head.segment || NAMELESS);
  const yaml = write(put({ segment: name, where: toCondition(draft.query) }, 'expires', draft.head.expires));
  const among = overlap.join(',');
  const asked = `${among}\n${yaml}`;
  useEffect(() => {
    if (!on) {
      return undefined;
    }
    const abort = new AbortController();
    underWay.current = abort;
    const timer = window.setTimeout(() => {
      answer(
        api.POST('/api/v1/segments/preview', {
          params: { query: among === '' ? { id } : { id, overlap: among.split(',') } },
          body: yaml,
          signal: abort.signal,
          ...AS_YAML,
        }),
      )
        .then((preview): Said => ({ draft, preview }))
        .catch((error: unknown): Said => ({ draft, failure: Failure.of(error) }))
        .then((said) => {
          if (!abort.signal.aborted) {
            setAnswered({ said, asked, turn });
          }
        });
    }, PAUSE);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
    // A draft that differs in its name or description alone is the same to count; its ids are those of the tree.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [asked, draft.query, id, on, turn]);
  useEffect(() => () => end(id), [id]);
  return {
    said: answered?.said,
    counting: on && stopped !== asked && (answered?.asked !== asked || answered.turn !== turn),
    stop: () => {
      underWay.current?.abort();
      setStopped(asked);
      end(id);
    },
    again: () => {
      setStopped('');
      setTurn((before) => before + 1);
    },
  };
}
