import {
  Button,
  Label,
  Masthead,
  MastheadBrand,
  MastheadContent,
  MastheadMain,
  MastheadToggle,
  PageToggleButton,
  Toolbar,
  ToolbarContent,
  ToolbarItem,
} from '@patternfly/react-core';
import { Link } from 'react-router';
import { useStatus } from '../overview/status';
import { useCaller, useSignOut } from '../session/session';
import { LookSwitches } from '../shared/LookSwitches';
import { Finder } from './Finder';

/** Which hub this is, the search, and how things look. */
export function Head({ isMenuOpen, onMenu }: { isMenuOpen: boolean; onMenu: () => void }) {
  const hub = useStatus().data;
  const caller = useCaller().data;
  const signOut = useSignOut();
  return (
    <Masthead>
      <MastheadMain>
        <MastheadToggle>
          <PageToggleButton aria-label="Menu" isHamburgerButton isSidebarOpen={isMenuOpen} onSidebarToggle={onMenu} />
        </MastheadToggle>
        <MastheadBrand>
          <Link to="/" className="serai-brand">
            <img src="/console/mark.svg" alt="" width={28} height={28} />
            <span>Serai</span>
          </Link>
          {hub && <Label isCompact>{hub.name}</Label>}
        </MastheadBrand>
      </MastheadMain>
      <MastheadContent>
        <Toolbar isFullHeight inset={{ default: 'insetNone' }}>
          <ToolbarContent rowWrap={{ default: 'wrap', md: 'nowrap' }}>
            <ToolbarItem className="serai-finder">
              <Finder />
            </ToolbarItem>
            <ToolbarItem align={{ default: 'alignEnd' }}>
              <LookSwitches />
            </ToolbarItem>
            <ToolbarItem>
              <Button variant="plain" onClick={() => signOut.mutate()}>
                Sign out {caller?.caller}
              </Button>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      </MastheadContent>
    </Masthead>
  );
}
