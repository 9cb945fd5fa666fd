import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core';
import { type Definition, useDefinition } from '../definition/definitions';
import { Answer } from '../shared/Answer';
import { Difference } from '../shared/Difference';

interface ConflictProps {
  name: string;
  /** What is to be saved. */
  mine: string;
  onMine: (theirs: Definition) => void;
  onTheirs: (theirs: Definition) => void;
  onClose: () => void;
}

/** Somebody else saved meanwhile: both versions, and the choice between them. */
export function Conflict({ name, mine, onMine, onTheirs, onClose }: ConflictProps) {
  const definition = useDefinition('segments', name);
  const theirs = definition.isFetching ? undefined : definition.data;
  return (
    <Modal isOpen onClose={onClose} variant="large" aria-labelledby="conflict-title">
      <ModalHeader
        title="Somebody else has saved this segment since you began"
        labelId="conflict-title"
        description="Lines marked − are theirs, lines marked + are yours. Nothing of yours is lost until you choose."
      />
      <ModalBody>
        <Answer query={definition}>{({ yaml }) => <Difference before={yaml} after={mine} />}</Answer>
      </ModalBody>
      <ModalFooter>
        <Button isDisabled={!theirs} onClick={() => theirs && onMine(theirs)}>
          Save mine over theirs
        </Button>
        <Button variant="secondary" isDisabled={!theirs} onClick={() => theirs && onTheirs(theirs)}>
          Go on with theirs
        </Button>
        <Button variant="link" onClick={onClose}>
          Go on with mine
        </Button>
      </ModalFooter>
    </Modal>
  );
}
