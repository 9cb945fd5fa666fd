import './chart.css';
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, COLOURS, compact, TICK, TIP, turn } from './look';
import type { Row } from './table';

interface BarsProps {
  label: string;
  rows: Row[];
  /** What each bar stands for. */
  of: string;
  series: { key: string; label: string }[];
  /** Whether the series of a bar are parts of one whole. */
  isStacked?: boolean;
  /** Shares from 0 to 1. */
  isShare?: boolean;
}

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const LINE = 34;

/** Bars lying on their side, so that what they stand for can be read. */
export default function Bars({ label, rows, of, series, isStacked = false, isShare = false }: BarsProps) {
  const bars = isStacked ? 1 : series.length;
  const height = rows.length * Math.max(LINE, bars * 20 + 10) + 60;
  const format = (value: unknown) => (isShare && typeof value === 'number' ? percent.format(value) : compact(value));
  return (
    <div className="serai-chart-tall" style={{ height }}>
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height }}>
        <BarChart
          data={rows}
          layout="vertical"
          title={label}
          accessibilityLayer
          margin={{ top: 0, right: 16, bottom: 0, left: 0 }}
        >
          <CartesianGrid horizontal={false} stroke={AXIS.stroke} strokeDasharray="3 3" />
          <XAxis
            type="number"
            tickFormatter={format}
            tick={TICK}
            stroke={AXIS.stroke}
            domain={isShare ? [0, 1] : undefined}
          />
          <YAxis type="category" dataKey={of} width={120} tick={TICK} stroke={AXIS.stroke} interval={0} />
          <Tooltip contentStyle={TIP} formatter={format} isAnimationActive={false} cursor={{ fillOpacity: 0.1 }} />
          {series.length > 1 && <Legend itemSorter={null} />}
          {series.map(({ key, label: name }, at) => (
            <Bar
              key={key}
              dataKey={key}
              name={name}
              stackId={isStacked ? 'whole' : undefined}
              fill={turn(COLOURS, at)}
              stroke="var(--pf-t--global--background--color--primary--default)"
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
