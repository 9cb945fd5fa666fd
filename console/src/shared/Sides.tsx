import { Tab, TabContent, Tabs, TabTitleText } from '@patternfly/react-core';
import { type ReactNode, useId } from 'react';
import { useAddress } from './address';

/** One of several sides of a thing. */
export interface Side {
  name: string;
  label: string;
  content: () => ReactNode;
}

/** Tabs of which the open one is in the address; only that one is made. */
export function Sides({ label, sides }: { label: string; sides: [Side, ...Side[]] }) {
  const [first] = sides;
  const [open, setOpen] = useAddress('tab', first.name);
  const id = useId();
  const shown = sides.find(({ name }) => name === open) ?? first;
  return (
    <>
      <Tabs
        activeKey={shown.name}
        onSelect={(_, key) => setOpen(String(key))}
        aria-label={label}
        className="serai-tabs"
      >
        {sides.map(({ name, label: title }) => (
          <Tab
            key={name}
            eventKey={name}
            title={<TabTitleText>{title}</TabTitleText>}
            tabContentId={name === shown.name ? id : undefined}
          />
        ))}
      </Tabs>
      <TabContent id={id} eventKey={shown.name} activeKey={shown.name}>
        {shown.content()}
      </TabContent>
    </>
  );
}
