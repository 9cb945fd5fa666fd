import { useMemo } from 'react';
import './links.css';
import { type Box, picture, size } from './picture';
import type { Explanation } from './queries';

/** A picture of what holds a person's records together. The tables below it say the same. */
export function LinkGraph({ explanation }: { explanation: Explanation }) {
  const { width, height, boxes, lines } = useMemo(() => picture(explanation), [explanation]);
  return (
    <div className="serai-links-picture" tabIndex={0} role="group" aria-label="Picture of records and what they share">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {lines.map(({ id, path }) => (
          <path key={id} className="serai-link" d={path} />
        ))}
        {boxes.map((box) => (
          <Node key={box.id} box={box} />
        ))}
      </svg>
    </div>
  );
}

function Node({ box }: { box: Box }) {
  return (
    <g transform={`translate(${box.x - size.width / 2} ${box.y - size.height / 2})`}>
      <rect
        className={box.isRecord ? 'serai-node' : 'serai-node serai-node-value'}
        width={size.width}
        height={size.height}
        rx={box.isRecord ? 6 : size.height / 2}
      />
      <text className="serai-node-title" x={size.width / 2} y={18} textAnchor="middle">
        {box.title}
      </text>
      <text className="serai-node-detail" x={size.width / 2} y={34} textAnchor="middle">
        {box.detail.length > 24 ? `${box.detail.slice(0, 23)}…` : box.detail}
      </text>
    </g>
  );
}
