import { useSearchParams } from 'react-router';

/** A filter, tab or page that lives in the address, so that going back, reloading and sending the address keep it. */
export function useAddress(name: string, otherwise = ''): [string, (value: string) => void] {
  const [parameters, setParameters] = useSearchParams();
  const set = (value: string) =>
    setParameters(
      (before) => {
        const next = new URLSearchParams(before);
        if (value === otherwise) {
          next.delete(name);
        } else {
          next.set(name, value);
        }
        return next;
      },
      { replace: true },
    );
  return [parameters.get(name) ?? otherwise, set];
}
