import { Content, Title } from '@patternfly/react-core';
import type { Shapes } from '../api/client';
import { Picks } from '../shared/Picks';
import { When } from '../shared/When';
import { count, percent } from '../shared/words';

interface OverlapsProps {
  preview: Shapes['SegmentPreview'] | undefined;
  segments: string[];
  /** Those compared with, with commas. */
  values: string;
  onChange: (values: string) => void;
}

/** The hub compares with no more at once. */
const MOST = 5;

/** Who of them is in other segments too. */
export function Overlaps({ preview, segments, values, onChange }: OverlapsProps) {
  if (segments.length === 0) {
    return null;
  }
  return (
    <section aria-label="Who is in other segments too" className="serai-stack">
      <Title headingLevel="h2" size="lg">
        In other segments too
      </Title>
      <Picks
        label="Compare with"
        values={values}
        options={segments}
        onChange={onChange}
        none="Choose up to five segments."
        most={MOST}
      />
      <ul aria-live="polite">
        {preview?.overlaps.map(({ segment, both, members, computedAt }) => (
          <li key={segment}>
            <strong>{count(both)}</strong> are in {segment}
            <Content component="small">
              {percent(both, preview.members)} of these, {percent(both, members)} of its {count(members)}{' '}
              {computedAt && (
                <>
                  as of <When at={computedAt} />
                </>
              )}
            </Content>
          </li>
        ))}
      </ul>
    </section>
  );
}
