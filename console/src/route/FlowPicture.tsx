import { useMemo } from 'react';
import { count } from '../shared/words';
import { BOX, type Flow, path, picture } from './layout';

/** Of few words: what a box has room for. */
const short = (text: string) => (text.length > 18 ? `${text.slice(0, 17)}…` : text);

const rate = (perSecond: number) => (perSecond >= 10 ? count(Math.round(perSecond)) : perSecond.toFixed(1));

/** What flows where, drawn; the table beside it says the same for who cannot see it. */
export function FlowPicture({ flow }: { flow: Flow }) {
  const { width, height, boxes, lines } = useMemo(() => picture(flow), [flow]);
  return (
    <div className="serai-picture" role="region" aria-label="What flows where" tabIndex={0}>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0 L8 4 L0 8 z" className="serai-arrow" />
          </marker>
        </defs>
        {lines.map(({ edge, points, label }) => (
          <g
            key={`${edge.from} ${edge.to} ${edge.what}`}
            className={edge.perSecond > 0 ? 'serai-edge serai-live' : 'serai-edge'}
          >
            <path d={path(points)} markerEnd="url(#arrow)" />
            <text x={label.x} y={label.y - 4} textAnchor="middle">
              {edge.perSecond > 0 ? `${rate(edge.perSecond)}/s` : count(edge.total)}
            </text>
          </g>
        ))}
        {boxes.map(({ node, x, y }) => (
          <g key={node.id} className="serai-box" transform={`translate(${x - BOX.width / 2} ${y - BOX.height / 2})`}>
            <rect {...BOX} rx={8} />
            <text x={12} y={23} className="serai-box-name">
              {short(node.name)}
            </text>
            <text x={12} y={43}>
              {short(`${node.kind} · ${node.state}`)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
