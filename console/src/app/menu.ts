/** A screen of the menu. */
export interface Entry {
  to: string;
  label: string;
  /** Without it the screen is not shown. */
  needs: string;
}

/** The screens, in the order in which people meet them. */
export const MENU: Entry[] = [
  { to: '/', label: 'Overview', needs: 'hub-read' },
  { to: '/profiles', label: 'Profiles', needs: 'people-read' },
  { to: '/identity', label: 'Identity', needs: 'people-read' },
  { to: '/segments', label: 'Segments', needs: 'hub-read' },
  { to: '/sources', label: 'Sources', needs: 'hub-read' },
  { to: '/syncs', label: 'Syncs', needs: 'hub-read' },
  { to: '/routes', label: 'Routes', needs: 'hub-read' },
  { to: '/dead-letters', label: 'Dead letters', needs: 'people-read' },
  { to: '/insights', label: 'Insights', needs: 'insight-read' },
  { to: '/privacy', label: 'Privacy', needs: 'people-suppress' },
  { to: '/audit', label: 'Audit', needs: 'audit-read' },
  { to: '/settings', label: 'Settings', needs: 'hub-read' },
];
