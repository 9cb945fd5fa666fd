import { graphlib, layout } from '@dagrejs/dagre';
import type { Shapes } from '../api/client';

export type Flow = Shapes['Flow'];

export interface Box {
  node: Flow['nodes'][number];
  x: number;
  y: number;
}

export interface Line {
  edge: Flow['edges'][number];
  points: { x: number; y: number }[];
  label: { x: number; y: number };
}

export interface Picture {
  width: number;
  height: number;
  boxes: Box[];
  lines: Line[];
}

export const BOX = { width: 152, height: 56 };
const LABEL = { width: 48, height: 18 };

/** Where the nodes and edges of a flow are to be drawn: data flows from left to right. */
export function picture(flow: Flow): Picture {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, ranksep: 20, marginx: 4, marginy: 4 });
  const known = new Set(flow.nodes.map(({ id }) => id));
  const edges = flow.edges.filter(({ from, to }) => known.has(from) && known.has(to));
  flow.nodes.forEach((node) => graph.setNode(node.id, { ...BOX }));
  edges.forEach((edge, number) => graph.setEdge(edge.from, edge.to, { ...LABEL, labelpos: 'c' }, String(number)));
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    boxes: flow.nodes.map((node) => ({ node, x: graph.node(node.id).x, y: graph.node(node.id).y })),
    lines: edges.map((edge, number) => {
      const { points, x, y } = graph.edge(edge.from, edge.to, String(number));
      return { edge, points: points ?? [], label: { x: x ?? 0, y: y ?? 0 } };
    }),
  };
}

/** A path through points. */
export const path = (points: { x: number; y: number }[]): string =>
  points.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(' ');
