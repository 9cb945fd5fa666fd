import { Button, FormSelect, FormSelectOption, Label } from '@patternfly/react-core';
import { useDeferredValue, useState } from 'react';
import { Failure, type Shapes } from '../api/client';
import { Answer, FailureBox } from '../shared/Answer';
import { Choice } from '../shared/Choice';
import { Entry } from '../shared/Entry';
import { Rows } from '../shared/Rows';
import { many } from '../shared/words';
import { choices, choose, definition, type Part, planOf, type Schema, type UploadedField } from './mapping';
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
  const [plan, setPlan] = useState(() => planOf(file.definition ?? {}));
  const begin = useImport(file.id);
  const mapping = definition(name, plan, file.definition);
  const tried = useDeferredValue(mapping);
  const columns = Object.fromEntries(file.fields.map(({ path }) => [path, path]));
  const hasKey = plan.key in columns;
  return (
    <>
      <p>
        {many(file.rows, 'row')} {file.whole ? 'in all' : 'looked at'}. Values show masked here.
      </p>
      <div className="serai-line serai-part">
        <Choice
          label="What tells one row from another"
          value={hasKey ? plan.key : ''}
          options={{ '': 'Choose a column', ...columns }}
          isRequired
          onChoose={(key) => setPlan({ ...plan, key })}
        />
        <Choice
          label="When a row was last changed"
          value={plan.observedAt}
          options={{ '': 'The file does not say', ...columns }}
          onChoose={(observedAt) => setPlan({ ...plan, observedAt })}
        />
      </div>
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
                part={plan.parts[field.path] ?? ''}
                onChoose={(part) => setPlan(choose(plan, field.path, part))}
              />
            ),
          },
        ]}
        rows={file.fields}
        id={({ path }) => path}
        empty="There is no row in it."
      />
      {hasKey && <Trial upload={file.id} mapping={tried} />}
      {begin.error && <FailureBox failure={Failure.of(begin.error)} />}
      <div className="serai-line serai-part">
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
