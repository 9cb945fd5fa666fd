import { MultipleFileUpload, MultipleFileUploadMain } from '@patternfly/react-core';
import UploadIcon from '@patternfly/react-icons/dist/esm/icons/upload-icon';
import { Failure } from '../api/client';
import { FailureBox } from '../shared/Answer';
import { useSend } from './queries';

/** Takes a file, by dropping or choosing it. */
export function FileStep({ onSent }: { onSent: (id: string) => void }) {
  const send = useSend();
  const take = (file: File | undefined) => file && send.mutate(file, { onSuccess: ({ id }) => onSent(id) });
  return (
    <>
      {send.error && <FailureBox failure={Failure.of(send.error)} />}
      <MultipleFileUpload onFileDrop={(_, files) => take(files[0])} dropzoneProps={{ multiple: false }}>
        <MultipleFileUploadMain
          titleIcon={<UploadIcon />}
          titleText={send.isPending ? 'The file is being sent…' : 'Drop a file of people here'}
          titleTextSeparator="or"
          infoText="CSV, JSON or JSON Lines, plain or packed with gzip. It stays on this hub and is deleted after some days."
          browseButtonText="Choose a file"
        />
      </MultipleFileUpload>
    </>
  );
}
