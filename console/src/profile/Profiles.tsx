import { EmptyState, EmptyStateBody } from '@patternfly/react-core';
import { useLocation, useNavigate } from 'react-router';
import { Answer } from '../shared/Answer';
import { Ask, isNumber } from '../shared/Ask';
import { Screen } from '../shared/Screen';
import { identifier, sought } from './identifier';
import { Found } from './Found';
import { People } from './People';
import { useFound } from './queries';

/** People: the last changed first, or found by an identifier or their number. */
export function Profiles() {
  const asked = sought(useLocation().state);
  const navigate = useNavigate();
  return (
    <Screen
      title="Profiles"
      about="People, as all sources together know them. Personal data shows masked."
      command="profile get email:ann@example.com"
    >
      <div className="serai-stack">
        <Ask
          key={asked}
          label="Identifier or profile number"
          verb="Find"
          placeholder="email:ann@example.com"
          text={asked}
          onAsk={(wanted) =>
            void navigate(isNumber(wanted) ? `/profiles/${wanted}` : '/profiles', { state: { sought: wanted } })
          }
        />
        {asked ? <Search asked={asked} /> : <People />}
      </div>
    </Screen>
  );
}

function Search({ asked }: { asked: string }) {
  const wanted = identifier(asked);
  const found = useFound(wanted);
  return wanted ? (
    <Answer query={found}>{({ profiles }) => <Found profiles={profiles} namespace={wanted.namespace} />}</Answer>
  ) : (
    <EmptyState variant="sm" titleText="What kind of identifier is that?" headingLevel="h2">
      <EmptyStateBody>
        Say it before a colon, such as <code>email:ann@example.com</code> or <code>phone:+49 30 1234567</code>.
      </EmptyStateBody>
    </EmptyState>
  );
}
