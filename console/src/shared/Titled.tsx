import { Content, Title } from '@patternfly/react-core';
import type { ReactNode } from 'react';

interface TitledProps {
  title: string;
  /** One sentence on what it shows. */
  about?: ReactNode;
  children: ReactNode;
}

/** A part of a screen, under its own title. */
export function Titled({ title, about, children }: TitledProps) {
  return (
    <section className="serai-stack" aria-label={title}>
      <div>
        <Title headingLevel="h2" size="lg">
          {title}
        </Title>
        {about && <Content component="p">{about}</Content>}
      </div>
      {children}
    </section>
  );
}
