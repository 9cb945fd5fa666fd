import { Nav, NavItem, NavList } from '@patternfly/react-core';
import { Link, useLocation } from 'react-router';
import { useCaller } from '../session/session';
import { MENU } from './menu';

/** The screens that who is signed in may see. */
export function Menu({ onGo }: { onGo: () => void }) {
  const { pathname } = useLocation();
  const permissions = useCaller().data?.permissions ?? [];
  const isAt = (to: string) =>
    to === '/' ? pathname === '/' : [to, `/new${to}`].includes(pathname) || pathname.startsWith(`${to}/`);
  return (
    <Nav aria-label="Screens">
      <NavList>
        {MENU.filter(({ needs }) => permissions.includes(needs)).map(({ to, label }) => (
          <NavItem key={to} isActive={isAt(to)}>
            <Link to={to} onClick={onGo} aria-current={isAt(to) ? 'page' : undefined}>
              {label}
            </Link>
          </NavItem>
        ))}
      </NavList>
    </Nav>
  );
}
