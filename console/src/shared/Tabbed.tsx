import { Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import type { ReactNode } from 'react';
import { useAddress } from './address';

interface TabbedProps {
  label: string;
  /** By the word that stands in the address; the first is shown unless it names another. */
  tabs: { word: string; title: string; content: ReactNode }[];
}

/** Tabs that the address keeps. Only the one in sight asks the hub for anything. */
export function Tabbed({ label, tabs }: TabbedProps) {
  const [word, setWord] = useAddress('tab', tabs[0]?.word);
  return (
    <Tabs
      aria-label={label}
      activeKey={word}
      onSelect={(_, key) => setWord(String(key))}
      mountOnEnter
      unmountOnExit
      inset={{ default: 'insetNone' }}
    >
      {tabs.map((tab) => (
        <Tab key={tab.word} eventKey={tab.word} title={<TabTitleText>{tab.title}</TabTitleText>}>
          <div className="serai-tab">{tab.content}</div>
        </Tab>
      ))}
    </Tabs>
  );
}
