import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';

/** How things look to whoever uses this browser; kept here, for it is nobody else's business. */
export interface Look {
  dark: boolean;
  utc: boolean;
  set(change: Partial<Pick<Look, 'dark' | 'utc'>>): void;
}

const KEY = 'serai-look';

const LookContext = createContext<Look>({ dark: false, utc: false, set: () => undefined });

export const useLook = () => useContext(LookContext);

function kept(): { dark: boolean; utc: boolean } {
  const system = { dark: window.matchMedia('(prefers-color-scheme: dark)').matches, utc: false };
  try {
    return { ...system, ...(JSON.parse(window.localStorage.getItem(KEY) ?? '{}') as object) };
  } catch {
    return system;
  }
}

export function LookProvider({ children }: { children: ReactNode }) {
  const [look, setLook] = useState(kept);
  useEffect(() => {
    document.documentElement.classList.toggle('pf-v6-theme-dark', look.dark);
  }, [look.dark]);
  const set: Look['set'] = (change) => {
    const next = { ...look, ...change };
    setLook(next);
    window.localStorage.setItem(KEY, JSON.stringify(next));
  };
  return <LookContext value={{ ...look, set }}>{children}</LookContext>;
}
