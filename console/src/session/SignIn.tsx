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
import { Failure } from '../api/client';
import { takeTicket, useSignIn } from './session';

/** Read once, for it is taken out of the address. */
const ticket = takeTicket();

/** By the ticket of the address, or by a key or token that somebody pastes. */
export function SignIn() {
  const [credential, setCredential] = useState('');
  const { mutate, error, isPending } = useSignIn();
  useEffect(() => {
    if (ticket) {
      mutate({ ticket });
    }
  }, [mutate]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    mutate({ credential: credential.trim() });
  };
  return (
    <main className="serai-sign-in">
      <img src="/console/mark.svg" alt="" width={48} height={48} />
      <Title headingLevel="h1">Sign in to Serai</Title>
      {error && <Alert variant="danger" isInline title={Failure.of(error).problem.detail} />}
      <p>
        On the hub’s machine, <code>./serai console</code> opens this page signed in. Elsewhere, paste an API key or a
        token.
      </p>
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
        <Button type="submit" isDisabled={!credential.trim()} isLoading={isPending} isBlock>
          Sign in
        </Button>
      </Form>
    </main>
  );
}
