import { Button, Form, FormGroup, TextInput } from '@patternfly/react-core';
import { type FormEvent, useState } from 'react';
import { useAddress } from '../shared/address';
import { Pages } from '../shared/Pages';
import { type Column, Rows } from '../shared/Rows';
import { When } from '../shared/When';
import { plain } from '../shared/words';
import { type Happening, useTimeline } from './queries';

/** What happened to a person, the latest first. */
export function Timeline({ id }: { id: number }) {
  const [type, setType] = useAddress('type');
  return (
    <div className="serai-stack">
      <Filter key={type} type={type} onType={setType} />
      <Pages query={useTimeline(id, type)} of={({ events }) => events}>
        {(events) => (
          <Rows
            label="Events"
            columns={columns(setType)}
            rows={events}
            id={(event) => event.id}
            empty={
              type
                ? `No event of type ${type}. Show all to see which there are.`
                : 'Nothing happened to this person that a source told as an event.'
            }
          />
        )}
      </Pages>
    </div>
  );
}

const columns = (onType: (type: string) => void): Column<Happening>[] => [
  { label: 'When', cell: ({ time }) => <When at={time} exact /> },
  {
    label: 'Type',
    cell: ({ type }) => (
      <Button variant="link" isInline onClick={() => onType(type)} aria-label={`Only ${type}`}>
        {type}
      </Button>
    ),
  },
  { label: 'From', cell: ({ source, stream, subject }) => `${source} · ${stream}, record ${subject}` },
  {
    label: 'Properties',
    cell: ({ properties }) => (
      <span className="serai-breakable">
        {Object.entries(properties)
          .map(([name, value]) => `${name}: ${plain(value)}`)
          .join(' · ')}
      </span>
    ),
  },
];

function Filter({ type, onType }: { type: string; onType: (type: string) => void }) {
  const [text, setText] = useState(type);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onType(text.trim());
  };
  return (
    <Form onSubmit={submit} className="serai-ask">
      <FormGroup label="Only events of this type" fieldId="type">
        <TextInput id="type" autoComplete="off" value={text} onChange={(_, value) => setText(value)} />
      </FormGroup>
      <Button type="submit" variant="secondary">
        Filter
      </Button>
      {type && (
        <Button variant="link" onClick={() => onType('')}>
          Show all
        </Button>
      )}
    </Form>
  );
}
