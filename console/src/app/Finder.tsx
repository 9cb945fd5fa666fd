import { SearchInput } from '@patternfly/react-core';
import { useEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay } from '../session/session';

/** Finds a person from anywhere; the key '/' goes there. What is looked for goes in a request's body, never in an address. */
export function Finder() {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const navigate = useNavigate();
  const may = useMay('people-read');
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key === '/' && !typing) {
        event.preventDefault();
        field.current?.focus();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  if (!may) {
    return null;
  }
  const find = () => {
    const sought = text.trim();
    if (/^\d+$/.test(sought)) {
      void navigate(`/profiles/${sought}`);
    } else if (sought) {
      void navigate('/profiles', { state: { sought } });
    }
    setText('');
  };
  return (
    <SearchInput
      ref={field}
      aria-label="Find a person"
      placeholder="Find a person: id, or email:ann@example.com  ( / )"
      value={text}
      onChange={(_, value) => setText(value)}
      onSearch={find}
      onClear={() => setText('')}
    />
  );
}
