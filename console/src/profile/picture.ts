import { Graph, layout } from '@dagrejs/dagre';
import type { Explanation } from './queries';

const NODE = { width: 176, height: 44 };

/** A record, or a value that records share, at its place in the picture. */
export interface Box {
  id: string;
  title: string;
  detail: string;
  isRecord: boolean;
  x: number;
  y: number;
}

export interface Picture {
  width: number;
  height: number;
  boxes: Box[];
  /** From the right side of a record to the left side of what it shares, as an SVG path. */
  lines: { id: string; path: string }[];
}

export const size = NODE;

/** Records at the left, what they share at the right, and lines between them. */
export function picture({ members, links }: Pick<Explanation, 'members' | 'links'>): Picture {
  const graph = new Graph();
  graph.setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 96, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const records = members.map(({ subject, source, stream }) => ({
    id: `record-${subject}`,
    title: `Record ${subject}`,
    detail: `${source} · ${stream}`,
    isRecord: true,
  }));
  const values = links.map(({ namespace, value }, at) => ({
    id: `value-${at}`,
    title: namespace,
    detail: value || 'decided by a person',
    isRecord: false,
  }));
  [...records, ...values].forEach(({ id }) => graph.setNode(id, { ...NODE }));
  links.forEach(({ subjects }, at) => subjects.forEach((subject) => graph.setEdge(`record-${subject}`, `value-${at}`)));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    boxes: [...records, ...values].map((box) => {
      const { x = 0, y = 0 } = graph.node(box.id);
      return { ...box, x, y };
    }),
    lines: graph.edges().map(({ v, w }) => ({ id: `${v} ${w}`, path: curve(graph.node(v), graph.node(w)) })),
  };
}

/** The layout's own lines go through boxes where many hang on one; these leave and arrive at the sides. */
function curve(from: { x?: number; y?: number }, to: { x?: number; y?: number }): string {
  const { x: x1, y: y1 } = { x: 0, y: 0, ...from };
  const { x: x2, y: y2 } = { x: 0, y: 0, ...to };
  const [begin, end] = [x1 + NODE.width / 2, x2 - NODE.width / 2];
  const middle = (begin + end) / 2;
  return `M${begin},${y1} C${middle},${y1} ${middle},${y2} ${end},${y2}`;
}
