import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { Header } from 'react-aria-components/Header';
import { Menu, MenuItem, MenuSection, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '../../parts/button.tsx';
import { isFiltered, NO_FILTER, type LogFilter } from '../../state/log-filter.ts';
import { filterOfSaved, useSavedFilters } from '../../state/saved-filters.ts';
import { logToolsText } from '../../text/en/log-tools.ts';
import { FindMailDialog } from './find-mail-dialog.tsx';
import { ManageFiltersDialog, SaveFilterDialog } from './saved-filter-dialogs.tsx';

interface Props {
  readonly filter: LogFilter;
  readonly onFilter: (change: Partial<LogFilter>) => void;
}

const WORDS = logToolsText.saved;
const BUILT_IN: readonly (readonly [name: string, filter: Partial<LogFilter>])[] = [
  [WORDS.blockedToday, { result: 'blocked', range: { kind: 'named', name: 'today' } }],
  [WORDS.would, { wouldHaveBlocked: true }],
  [WORDS.signIns, { text: 'reason:"Sign-in failed"' }],
];

/** Filters that are ready, and those that the reader keeps. */
export function FilterMenu({ filter, onFilter }: Props) {
  const saved = useSavedFilters();
  const [dialog, setDialog] = useState<'none' | 'save' | 'manage' | 'find-mail'>('none');
  const close = () => {
    setDialog('none');
  };
  return (
    <>
      <MenuTrigger>
        <Button icon={ListFilter}>{WORDS.menu}</Button>
        <Popover className="menu-popover" placement="bottom start">
          <Menu className="menu" aria-label={WORDS.menu}>
            <MenuSection className="menu-section">
              <Header className="menu-header">{WORDS.builtIn}</Header>
              {BUILT_IN.map(([name, wanted]) => (
                <MenuItem
                  key={name}
                  className="menu-item"
                  onAction={() => {
                    onFilter({ ...NO_FILTER, ...wanted });
                  }}
                >
                  {name}
                </MenuItem>
              ))}
              <MenuItem
                className="menu-item"
                onAction={() => {
                  setDialog('find-mail');
                }}
              >
                {WORDS.findMail}
              </MenuItem>
            </MenuSection>
            <MenuSection className="menu-section">
              <Header className="menu-header">{WORDS.yours}</Header>
              {saved.map((one) => (
                <MenuItem
                  key={one.name}
                  className="menu-item"
                  onAction={() => {
                    onFilter(filterOfSaved(one));
                  }}
                >
                  {one.name}
                </MenuItem>
              ))}
              <MenuItem
                className="menu-item"
                isDisabled={!isFiltered(filter)}
                onAction={() => {
                  setDialog('save');
                }}
              >
                {WORDS.save}
              </MenuItem>
              <MenuItem
                className="menu-item"
                isDisabled={saved.length === 0}
                onAction={() => {
                  setDialog('manage');
                }}
              >
                {WORDS.manage}
              </MenuItem>
            </MenuSection>
          </Menu>
        </Popover>
      </MenuTrigger>
      {dialog === 'save' && <SaveFilterDialog filter={filter} onClose={close} />}
      {dialog === 'manage' && <ManageFiltersDialog onClose={close} />}
      {dialog === 'find-mail' && <FindMailDialog onFilter={onFilter} onClose={close} />}
    </>
  );
}
