import { Button } from '@patternfly/react-core';
import ArrowDownIcon from '@patternfly/react-icons/dist/esm/icons/arrow-down-icon';
import ArrowUpIcon from '@patternfly/react-icons/dist/esm/icons/arrow-up-icon';
import TrashIcon from '@patternfly/react-icons/dist/esm/icons/trash-icon';

interface MovesProps {
  what: string;
  /** Absent where there is nothing above. */
  up?: () => void;
  down?: () => void;
  remove?: () => void;
}

/** Moves a part of the tree, in and out of groups too, without a mouse. */
export function Moves({ what, up, down, remove }: MovesProps) {
  return (
    <span className="serai-moves">
      {up && (
        <Button variant="plain" size="sm" aria-label={`Move this ${what} up`} icon={<ArrowUpIcon />} onClick={up} />
      )}
      {down && (
        <Button
          variant="plain"
          size="sm"
          aria-label={`Move this ${what} down`}
          icon={<ArrowDownIcon />}
          onClick={down}
        />
      )}
      {remove && (
        <Button variant="plain" size="sm" aria-label={`Remove this ${what}`} icon={<TrashIcon />} onClick={remove} />
      )}
    </span>
  );
}
