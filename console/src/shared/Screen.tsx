import { Content, Flex, FlexItem, PageSection, Title } from '@patternfly/react-core';
import { type ReactNode, useEffect } from 'react';
import { CopyCommand } from './CopyCommand';

interface ScreenProps {
  title: string;
  /** One sentence on what this is for. */
  about?: ReactNode;
  /** What one can do here. */
  actions?: ReactNode;
  /** The command that shows or does the same, without the word serai. */
  command?: string;
  children: ReactNode;
}

/** A screen: its title, what it is for, what can be done, and the command for it. */
export function Screen({ title, about, actions, command, children }: ScreenProps) {
  useEffect(() => {
    document.title = `${title} · Serai`;
  }, [title]);
  return (
    <>
      <PageSection hasBodyWrapper={false}>
        <Flex flexWrap={{ default: 'wrap', lg: 'nowrap' }} gap={{ default: 'gapMd' }}>
          <FlexItem grow={{ default: 'grow' }}>
            <Title headingLevel="h1">{title}</Title>
            {about && <Content component="p">{about}</Content>}
          </FlexItem>
          <Flex gap={{ default: 'gapSm' }} flexWrap={{ default: 'wrap', lg: 'nowrap' }}>
            {actions}
            {command && <CopyCommand command={command} />}
          </Flex>
        </Flex>
      </PageSection>
      <PageSection hasBodyWrapper={false} isFilled>
        {children}
      </PageSection>
    </>
  );
}
