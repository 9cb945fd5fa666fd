import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from 'react-router';
import { Failure } from '../api/client';
import { LookProvider } from '../shared/look';
import { router } from './router';

const queries = new QueryClient({
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
