/** A value in its namespace, as the search takes it. */
export interface Identifier {
  namespace: string;
  value: string;
}

/** Of text such as email:ann@example.com; nothing if it names no namespace or no value. */
export function identifier(text: string): Identifier | undefined {
  const at = text.indexOf(':');
  const namespace = text.slice(0, at).trim();
  const value = text.slice(at + 1).trim();
  return at > 0 && namespace && value ? { namespace, value } : undefined;
}

/** What another screen handed on to be looked for. It travels beside the address, never in it. */
export function sought(state: unknown): string {
  return typeof state === 'object' && state !== null && 'sought' in state && typeof state.sought === 'string'
    ? state.sought
    : '';
}
