import { Button, FormSelect, FormSelectOption, Label } from '@patternfly/react-core';
import { useDeferredValue, useState } from 'react';
import { Failure, type Shapes } from '../api/client';
import { Answer, FailureBox } from '../shared/Answer';
import { Entry } from '../shared/Entry';
import { Rows } from '../shared/Rows';
import { many } from '../shared/words';
import { choices, definition, parts, type Part, type Schema, type UploadedField } from './mapping';
import { useImport, useSchema, useUpload } from './queries';
import { Trial } from './Trial';

/** What each column is to become: proposed by its name, tried at once, changed by whoever knows better. */
export function MappingStep({ upload, onBegun }: { upload: string; onBegun: (run: number) => void }) {
  const schema = useSchema();
  return (
    <Answer query={useUpload(upload)}>
      {(file) => <Answer query={schema}>{(known) => <Columns file={file} schema={known} onBegun={onBegun} />}</Answer>}
    </Answer>
  );
}

interface ColumnsProps {
  file: Shapes['Upload'];
  schema: Schema;
  onBegun: (run: number) => void;
}

function Columns({ file, schema, onBegun }: ColumnsProps) {
  const [name, setName] = useState('people');
  const [chosen, setChosen] = useState<Record<string, Part>>(() => parts(file.definition ?? {}));
  const begin = useImport(file.id);
  const mapping = definition(name, file.fields, chosen, file.definition);
  const tried = useDeferredValue(mapping);
  const hasKey = Object.values(chosen).includes('key');
  return (
    <>
      <p>
        {many(file.rows, 'row')} {file.whole ? 'in all' : 'looked at'}. Personal data shows masked here.
      </p>
      <Rows
        label="Columns"
        columns={[
          { label: 'Column', cell: ({ path }) => <strong>{path}</strong> },
          { label: 'Holds', cell: ({ type }) => <Label isCompact>{type}</Label> },
          { label: 'Such as', cell: ({ samples }) => samples.slice(0, 3).join(', ') },
          {
            label: 'Becomes',
            cell: (field) => (
              <Becomes
                field={field}
                schema={schema}
                part={chosen[field.path] ?? ''}
                onChoose={(part) => setChosen(only(chosen, field.path, part))}
              />
            ),
          },
        ]}
        rows={file.fields}
        id={({ path }) => path}
        empty="There is no row in it."
      />
      {!hasKey && <p>Choose the column that tells one row from another: its key.</p>}
      {hasKey && <Trial upload={file.id} mapping={tried} />}
      {begin.error && <FailureBox failure={Failure.of(begin.error)} />}
      <div className="serai-line">
        <Entry label="Name of the mapping" value={name} onEnter={setName} isRequired />
        <Button
          isDisabled={!hasKey || !name || begin.isPending}
          isLoading={begin.isPending}
          onClick={() => begin.mutate({ name, mapping }, { onSuccess: onBegun })}
        >
          Import
        </Button>
      </div>
    </>
  );
}

/** One column becomes one thing, and nothing is made of two columns. */
function only(chosen: Record<string, Part>, path: string, part: Part): Record<string, Part> {
  const others = Object.entries(chosen).filter(([, taken]) => part === '' || taken !== part);
  return { ...Object.fromEntries(others), [path]: part };
}

interface BecomesProps {
  field: UploadedField;
  schema: Schema;
  part: Part;
  onChoose: (part: Part) => void;
}

function Becomes({ field, schema, part, onChoose }: BecomesProps) {
  return (
    <FormSelect aria-label={`${field.path} becomes`} value={part} onChange={(_, value) => onChoose(value)}>
      {Object.entries(choices(schema)).map(([value, words]) => (
        <FormSelectOption key={value} value={value} label={words} />
      ))}
    </FormSelect>
  );
}
