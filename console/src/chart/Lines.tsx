import './chart.css';
import { CartesianGrid, Legend, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, COLOURS, compact, DASHES, dayOf, TICK, TIP, turn } from './look';
import type { Row } from './table';

interface LinesProps {
  label: string;
  rows: Row[];
  x: string;
  series: { key: string; label: string }[];
}

/** Numbers over time; each line has a dash of its own. The arrow keys go along it. */
export default function Lines({ label, rows, x, series }: LinesProps) {
  return (
    <div className="serai-chart">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: 240 }}>
        <LineChart data={rows} title={label} accessibilityLayer margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke={AXIS.stroke} strokeDasharray="3 3" />
          <XAxis dataKey={x} tickFormatter={dayOf} tick={TICK} stroke={AXIS.stroke} minTickGap={24} />
          <YAxis width={44} tickFormatter={compact} tick={TICK} stroke={AXIS.stroke} allowDecimals={false} />
          <Tooltip contentStyle={TIP} isAnimationActive={false} />
          {series.length > 1 && <Legend itemSorter={null} />}
          {series.map(({ key, label: name }, at) => (
            <Line
              key={key}
              dataKey={key}
              name={name}
              stroke={turn(COLOURS, at)}
              strokeDasharray={turn(DASHES, at)}
              strokeWidth={2}
              // A line through one point is none.
              dot={rows.length === 1}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </div>
  );
}
