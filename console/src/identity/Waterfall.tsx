import { type Column, Rows } from '../shared/Rows';
import './waterfall.css';
import type { Comparison } from './queries';
import { range, type Step, steps } from './waterfall';

const signed = new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
  signDisplay: 'exceptZero',
});

/** How the weight of two records comes about: a row for each field, its bar beginning where the one before ended. */
export function Waterfall({ comparison }: { comparison: Comparison }) {
  const all = steps(comparison);
  const [least, most] = range(all, comparison.linkAt);
  const at = (bits: number) => (100 * (bits - least)) / (most - least || 1);
  const columns: Column<Step>[] = [
    { label: 'Field', cell: ({ label }) => (label === 'sum' ? <strong>Sum</strong> : label) },
    { label: 'Agreement', cell: ({ level }) => level },
    { label: 'Bits', cell: ({ adds }) => signed.format(adds), numeric: true },
    {
      label: 'Weight so far',
      cell: ({ from, to }) => (
        <svg className="serai-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
          <line className="serai-threshold" x1={at(comparison.linkAt)} x2={at(comparison.linkAt)} y1={0} y2={10} />
          <rect
            className={to >= from ? 'serai-adds' : 'serai-takes'}
            x={Math.min(at(from), at(to))}
            width={Math.abs(at(to) - at(from))}
            y={2}
            height={6}
          />
        </svg>
      ),
    },
  ];
  return <Rows label="Weight, field by field" columns={columns} rows={all} id={({ label }) => label} empty="" />;
}
