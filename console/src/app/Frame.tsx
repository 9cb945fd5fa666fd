import {
  Alert,
  AlertActionLink,
  Bullseye,
  Page,
  PageSidebar,
  PageSidebarBody,
  SkipToContent,
  Spinner,
} from '@patternfly/react-core';
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useState } from 'react';
import { Outlet, useNavigation } from 'react-router';
import { Failure } from '../api/client';
import { SignIn } from '../session/SignIn';
import { useCaller } from '../session/session';
import { FailureBox } from '../shared/Answer';
import { Head } from './Head';
import { Menu } from './Menu';

const MAIN = 'main';

const wait = (
  <Bullseye>
    <Spinner aria-label="Loading" />
  </Bullseye>
);

/** What stays around every screen: the head, the menu; or the way in. */
export function Frame() {
  const caller = useCaller();
  const [open, setOpen] = useState(() => window.innerWidth >= 1200);
  const going = useNavigation().state !== 'idle';
  if (caller.isPending) {
    return wait;
  }
  if (caller.error && !caller.data) {
    const failure = Failure.of(caller.error);
    return failure.isSignedOut ? (
      <SignIn />
    ) : (
      <Bullseye>
        <FailureBox failure={failure} retry={() => void caller.refetch()} />
      </Bullseye>
    );
  }
  return (
    <Page
      mainContainerId={MAIN}
      skipToContent={<SkipToContent href={`#${MAIN}`}>Skip to content</SkipToContent>}
      masthead={<Head isMenuOpen={open} onMenu={() => setOpen(!open)} />}
      sidebar={
        <PageSidebar isSidebarOpen={open}>
          <PageSidebarBody>
            <Menu onGo={() => setOpen(window.innerWidth >= 1200)} />
          </PageSidebarBody>
        </PageSidebar>
      }
    >
      {caller.error && Failure.of(caller.error).isSignedOut && <Ended />}
      <div aria-busy={going} className="serai-screen">
        <Suspense fallback={wait}>
          <Outlet />
        </Suspense>
      </div>
    </Page>
  );
}

/** What is in sight stays until somebody goes on, for it may not be saved yet. */
function Ended() {
  const queries = useQueryClient();
  return (
    <Alert
      variant="warning"
      isInline
      isLiveRegion
      title="Your session has ended"
      actionLinks={<AlertActionLink onClick={() => void queries.resetQueries()}>Sign in again</AlertActionLink>}
    >
      Signing in comes back to this screen; what is not saved is lost then.
    </Alert>
  );
}
