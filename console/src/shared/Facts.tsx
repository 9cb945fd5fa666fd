import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core';
import type { ReactNode } from 'react';

/** What is so of one thing: terms and what they are; what there is nothing of is left out. */
export function Facts({ facts }: { facts: Record<string, ReactNode> }) {
  return (
    <DescriptionList columnModifier={{ default: '1Col', md: '2Col', xl: '3Col' }} isCompact>
      {Object.entries(facts)
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([term, value]) => (
          <DescriptionListGroup key={term}>
            <DescriptionListTerm>{term}</DescriptionListTerm>
            <DescriptionListDescription className="serai-breakable">{value}</DescriptionListDescription>
          </DescriptionListGroup>
        ))}
    </DescriptionList>
  );
}
