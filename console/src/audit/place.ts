/** Where the console shows what somebody did something to, such as "profile 12"; nothing if it shows it nowhere. */
export function place(target: string): string | undefined {
  const [, kind, id] = /^(?:explanation of )?(profile|dead letter|sync|segment) (\S+)$/.exec(target) ?? [];
  switch (kind) {
    case 'profile':
      return `/profiles/${id}`;
    case 'dead letter':
      return `/dead-letters/${id}`;
    case 'sync':
      return `/syncs/${id}`;
    case 'segment':
      return `/segments/${id}`;
    default:
      return undefined;
  }
}
