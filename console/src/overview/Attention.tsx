import {
  DataList,
  DataListCell,
  DataListItem,
  DataListItemCells,
  DataListItemRow,
  EmptyState,
  Label,
  type LabelProps,
} from '@patternfly/react-core';
import CheckCircleIcon from '@patternfly/react-icons/dist/esm/icons/check-circle-icon';
import { Link } from 'react-router';
import { When } from '../shared/When';
import { type Concern, screenOf } from './concerns';

/** How bad it is, in words and colour. */
const HARM: Record<Concern['harm'], { word: string; status: NonNullable<LabelProps['status']> }> = {
  loss: { word: 'data at risk', status: 'danger' },
  stopped: { word: 'stopped', status: 'danger' },
  waiting: { word: 'waits for you', status: 'warning' },
  soon: { word: 'soon', status: 'info' },
};

/** What needs somebody, with the cure of each and the way to its cause. */
export function Attention({ concerns }: { concerns: Concern[] }) {
  if (concerns.length === 0) {
    return (
      <EmptyState
        variant="sm"
        icon={CheckCircleIcon}
        status="success"
        titleText="Nothing needs you"
        headingLevel="h2"
      />
    );
  }
  return (
    <DataList aria-label="What needs somebody" isCompact>
      {concerns.map((concern) => (
        <DataListItem key={`${concern.trouble} ${concern.kind} ${concern.name}`} aria-label={concern.message}>
          <DataListItemRow>
            <DataListItemCells
              dataListCells={[
                <DataListCell key="harm" isFilled={false}>
                  <Label status={HARM[concern.harm].status} variant="outline" isCompact>
                    {HARM[concern.harm].word}
                  </Label>
                </DataListCell>,
                <DataListCell key="what" width={5} className="serai-breakable">
                  <Link to={screenOf(concern)}>
                    {concern.kind} {concern.name}
                  </Link>
                  <div>{concern.message}</div>
                  <div className="serai-quiet">{concern.cure}</div>
                </DataListCell>,
                <DataListCell key="since" isFilled={false} alignRight>
                  <code>{concern.code}</code> <When at={concern.since} />
                </DataListCell>,
              ]}
            />
          </DataListItemRow>
        </DataListItem>
      ))}
    </DataList>
  );
}
