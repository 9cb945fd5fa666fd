import { Alert, AlertActionCloseButton, Button, type ButtonProps } from '@patternfly/react-core';
import { type UseMutationResult } from '@tanstack/react-query';
import { Failure } from '../api/client';
import { FailureBox } from './Answer';

interface DeedProps extends Pick<ButtonProps, 'variant'> {
  label: string;
  deed: UseMutationResult<unknown, Error, void>;
}

/** A button for a deed that is lightly undone or does no harm. */
export function Deed({ label, deed, variant = 'secondary' }: DeedProps) {
  return (
    <Button
      variant={variant}
      size="sm"
      isLoading={deed.isPending}
      isDisabled={deed.isPending}
      onClick={() => deed.mutate()}
    >
      {label}
    </Button>
  );
}

/** How the deeds of a screen ended: what failed, and what was done. */
export function Outcomes({ deeds }: { deeds: { deed: UseMutationResult<unknown, Error, void>; done: string }[] }) {
  return (
    <div aria-live="polite">
      {deeds.map(({ deed, done }) => {
        if (deed.error) {
          return <FailureBox key={done} failure={Failure.of(deed.error)} retry={() => deed.mutate()} />;
        }
        return deed.isSuccess ? (
          <Alert
            key={done}
            variant="success"
            isInline
            title={done}
            actionClose={<AlertActionCloseButton onClose={() => deed.reset()} />}
          />
        ) : null;
      })}
    </div>
  );
}
