import { Button, Form, FormGroup, Modal, ModalBody, ModalFooter, ModalHeader, TextInput } from '@patternfly/react-core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Failure } from '../api/client';
import { FailureBox } from './Answer';

interface ConfirmProps {
  title: string;
  /** The verb on the button. */
  verb: string;
  /** What will happen. */
  children: ReactNode;
  /** What must be typed first, where a slip would be dear. */
  typed?: string;
  /** Asked for and handed on, where the hub keeps why. */
  reason?: boolean;
  onDone: () => void;
  act: (reason: string) => Promise<unknown>;
}

/** Asks before a deed that is not lightly undone, and stays with its failure in sight if it fails. */
export function Confirm({ title, verb, children, typed, reason = false, onDone, act }: ConfirmProps) {
  const [given, setGiven] = useState('');
  const [why, setWhy] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const ready = (!typed || given === typed) && (!reason || why.trim() !== '');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setFailure(undefined);
    try {
      await act(why.trim());
      onDone();
    } catch (error) {
      setFailure(Failure.of(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal isOpen onClose={onDone} variant="small" aria-labelledby="confirm-title">
      <ModalHeader title={title} labelId="confirm-title" />
      <ModalBody>
        {failure && <FailureBox failure={failure} />}
        {children}
        <Form id="confirm" onSubmit={(event) => void submit(event)}>
          {reason && (
            <FormGroup label="Why (kept in the audit trail)" fieldId="confirm-why" isRequired>
              <TextInput id="confirm-why" value={why} onChange={(_, value) => setWhy(value)} />
            </FormGroup>
          )}
          {typed && (
            <FormGroup label={`Type ${typed} to go on`} fieldId="confirm-typed" isRequired>
              <TextInput id="confirm-typed" value={given} autoComplete="off" onChange={(_, value) => setGiven(value)} />
            </FormGroup>
          )}
        </Form>
      </ModalBody>
      <ModalFooter>
        <Button type="submit" form="confirm" isDisabled={!ready || busy} isLoading={busy}>
          {verb}
        </Button>
        <Button variant="link" onClick={onDone}>
          Cancel
        </Button>
      </ModalFooter>
    </Modal>
  );
}
