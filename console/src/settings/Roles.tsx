import CheckIcon from '@patternfly/react-icons/dist/esm/icons/check-icon';
import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../api/client';
import { Answer } from '../shared/Answer';
import { type Column, Rows } from '../shared/Rows';

function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: () => answer(api.GET('/api/v1/roles')),
    staleTime: Infinity,
  });
}

/** What may each role do, by the hub's own table. */
export function Roles() {
  return (
    <Answer query={useRoles()}>
      {({ roles, permissions }) => {
        const columns: Column<(typeof permissions)[number]>[] = [
          { label: 'Allows to', cell: ({ summary }) => summary },
          ...roles.map(({ name }) => ({
            label: name,
            cell: (permission: (typeof permissions)[number]) => permission.roles.includes(name) && <Yes />,
          })),
        ];
        return (
          <Rows
            label="What each role may do"
            columns={columns}
            rows={permissions.filter(({ name }) => name !== 'open')}
            id={({ name }) => name}
            empty="Nothing can be allowed."
          />
        );
      }}
    </Answer>
  );
}

const Yes = () => (
  <>
    <CheckIcon aria-hidden />
    <span className="pf-v6-screen-reader">yes</span>
  </>
);
