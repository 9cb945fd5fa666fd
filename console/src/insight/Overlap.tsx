import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Panel } from '../chart/Panel';
import { number, part, text } from '../chart/table';
import { Answer } from '../shared/Answer';
import { count, percent } from '../shared/words';
import { heat, matrixOf, numberOf } from './numbers';
import { usePairs } from './queries';

/** Who is in both of each pair, as a matrix: how much of the segment of the line is in that of the column. */
export function Overlap({ names }: { names: string[] }) {
  return (
    <Answer query={usePairs(names)}>
      {({ at, rows }) => (
        <Panel
          id="overlap"
          title="Overlap"
          about="How much of the segment at the left is in the one above."
          at={at}
          table={{
            columns: [
              text('a', 'Segment'),
              text('b', 'And'),
              number('in_a', 'In the first'),
              number('in_b', 'In the second'),
              number('both', 'In both'),
              part('of_a', 'Of the first'),
              part('of_b', 'Of the second'),
            ],
            rows,
          }}
        >
          <Matrix names={names} cells={matrixOf(rows, names)} />
        </Panel>
      )}
    </Answer>
  );
}

function Matrix({ names, cells }: { names: string[]; cells: ReturnType<typeof matrixOf> }) {
  return (
    <div className="serai-scroll" tabIndex={0} role="region" aria-label="Overlap as a matrix">
      <Table aria-label="Overlap" variant="compact" gridBreakPoint="">
        <Thead>
          <Tr>
            <Th screenReaderText="Segment" />
            {names.map((name) => (
              <Th key={name} modifier="breakWord">
                {name}
              </Th>
            ))}
          </Tr>
        </Thead>
        <Tbody>
          {names.map((name, line) => (
            <Tr key={name}>
              <Th scope="row">{name}</Th>
              {names.map((other, column) => {
                const cell = cells[line]?.[column];
                const share = numberOf(cell?.of_a);
                return (
                  <Td key={other} className={`serai-number serai-heat-${cell ? heat(share) : 0}`}>
                    {cell ? told(cell.both, share) : '–'}
                  </Td>
                );
              })}
            </Tr>
          ))}
        </Tbody>
      </Table>
    </div>
  );
}

const told = (both: unknown, share: number): string =>
  typeof both === 'number' ? `${percent(share, 1)} (${count(both)})` : 'fewer than 5';
