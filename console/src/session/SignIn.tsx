import {
  Alert,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
  Title,
} from '@patternfly/react-core';
import { type FormEvent, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { Failure } from '../api/client';
import { refusal } from './refusals';
import { takeFragment, useSignIn, useWaysIn } from './session';

/** Read once, for it is taken out of the address. */
const { ticket, refused } = takeFragment();

/** At the provider, by the ticket of the address, or by a key or token that somebody pastes. */
export function SignIn() {
  const { provider } = useWaysIn().data ?? {};
  const { mutate, error, isPending } = useSignIn();
  useEffect(() => {
    if (ticket) {
      mutate({ ticket });
    }
  }, [mutate]);
  const trouble = error ? Failure.of(error).problem.detail : refused && refusal(refused);
  return (
    <main className="serai-sign-in">
      <img src="/console/mark.svg" alt="" width={48} height={48} />
      <Title headingLevel="h1">Sign in to Serai</Title>
      {trouble && <Alert variant="danger" isInline title={trouble} />}
      {provider && <AtProvider {...provider} />}
      <p>
        On the hub’s machine, <code>./serai console</code> opens this page signed in.{' '}
        {provider ? 'Or paste an API key or a token.' : 'Elsewhere, paste an API key or a token.'}
      </p>
      <ByCredential isFirst={!provider} isBusy={isPending} onGive={(credential) => mutate({ credential })} />
    </main>
  );
}

/** Goes on where one was. */
function AtProvider({ name, url }: { name: string; url: string }) {
  const { pathname, search } = useLocation();
  return (
    <Button component="a" href={`${url}?to=${encodeURIComponent(pathname + search)}`} isBlock>
      Sign in with {name}
    </Button>
  );
}

interface ByCredentialProps {
  /** Whether there is no better way. */
  isFirst: boolean;
  isBusy: boolean;
  onGive: (credential: string) => void;
}

function ByCredential({ isFirst, isBusy, onGive }: ByCredentialProps) {
  const [credential, setCredential] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onGive(credential.trim());
  };
  return (
    <Form onSubmit={submit}>
      <FormGroup label="API key or token" fieldId="credential" isRequired>
        <TextInput
          id="credential"
          type="password"
          autoComplete="off"
          isRequired
          value={credential}
          onChange={(_, value) => setCredential(value)}
        />
        <FormHelperText>
          <HelperText>
            <HelperTextItem>It is not kept by this browser; the session ends after twelve hours.</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      <Button
        type="submit"
        variant={isFirst ? 'primary' : 'secondary'}
        isDisabled={!credential.trim()}
        isLoading={isBusy}
        isBlock
      >
        Sign in
      </Button>
    </Form>
  );
}
