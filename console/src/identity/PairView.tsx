import { Alert, Content, ExpandableSection, Label, LabelGroup } from '@patternfly/react-core';
import type { Shapes } from '../api/client';
import { percent } from '../shared/words';
import type { Comparison } from './queries';
import { Waterfall } from './Waterfall';

/** Why two records are one person or not: the reasons as sentences, what they share, what they weigh. */
export function PairView({ pair }: { pair: Shapes['Pair'] }) {
  return (
    <div className="serai-stack">
      <Content>
        <p>
          <strong>{pair.onePerson ? 'One person' : 'Two people'}</strong> as it stands.
        </p>
        <ul>
          {pair.reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
          {pair.reasons.length === 0 && <li>Nothing joins them, and nobody decided about them.</li>}
        </ul>
      </Content>
      {pair.shared.length > 0 && (
        <LabelGroup categoryName="They share" numLabels={10}>
          {pair.shared.map(({ namespace, value, generic }) => (
            <Label key={`${namespace} ${value}`} isCompact variant="outline">
              {namespace} {value}
              {generic && ' (held by too many)'}
            </Label>
          ))}
        </LabelGroup>
      )}
      {pair.comparison && <Weighed comparison={pair.comparison} />}
    </div>
  );
}

function Weighed({ comparison }: { comparison: Comparison }) {
  const { weight, linkAt, reviewAt, probability, veto, keys } = comparison;
  return (
    <>
      {veto && <Alert variant="warning" isInline title={`Ruled out, whatever they weigh: ${veto}`} />}
      <p>
        {weight.toFixed(1)} bits, a chance of {percent(probability, 1)}. A link takes {linkAt} bits (the line in the
        picture), a look by a person {reviewAt}.
      </p>
      <Waterfall comparison={comparison} />
      <ExpandableSection toggleText="Are they compared at all?">
        <Content>
          <p>{comparison.compared ? 'Yes: they agree on a blocking key.' : 'No: they agree on no blocking key.'}</p>
          <ul>
            {keys.map(({ key, agreement }) => (
              <li key={key}>
                <code>{key}</code>: {agreement}
              </li>
            ))}
          </ul>
        </Content>
      </ExpandableSection>
    </>
  );
}
