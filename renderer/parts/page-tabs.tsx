import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { useLocation, useSearch } from 'wouter';
import { navigate } from '../state/hash-location.ts';

export interface PageTab {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** The tabs of a page; the address says which one is open (`?tab=settings`), so that links lead to it. */
export function PageTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly PageTab[] }) {
  const [path] = useLocation();
  const wanted = new URLSearchParams(useSearch()).get('tab');
  const selected = tabs.find(({ id }) => id === wanted)?.id ?? tabs[0]?.id ?? '';
  return (
    <Tabs
      className="tabs"
      selectedKey={selected}
      onSelectionChange={(key) => {
        navigate(key === tabs[0]?.id ? path : `${path}?tab=${String(key)}`, { replace: true });
      }}
    >
      <TabList className="tab-list" aria-label={label}>
        {tabs.map(({ id, title }) => (
          <Tab key={id} id={id} className="tab">
            {title}
          </Tab>
        ))}
      </TabList>
      {tabs.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
