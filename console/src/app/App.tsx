import { QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { Failure } from '../api/client';
import { CALLER } from '../session/session';
import { LookProvider } from '../shared/look';
import { router } from './router';

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, { queryKey }) => {
      // Whatever is told that nobody is signed in, the frame asks whether that is so.
      if (Failure.of(error).isSignedOut && queryKey !== CALLER) {
        void queries.invalidateQueries({ queryKey: CALLER });
      }
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was refused stays refused; what did not come may come.
      retry: (count, error) => count < 2 && [0, 502, 503].includes(Failure.of(error).problem.status),
    },
  },
});

export function App() {
  return (
    <QueryClientProvider client={queries}>
      <LookProvider>
        <RouterProvider router={router} />
      </LookProvider>
    </QueryClientProvider>
  );
}
