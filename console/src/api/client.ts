import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../../target/schema';

/** The names of the API's own shapes. */
export type Shapes = components['schemas'];
export type Problem = Shapes['Problem'];

/** What went wrong, as the hub says it; or that no hub answers. */
export class Failure extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }

  get isSignedOut(): boolean {
    return this.problem.status === 401;
  }

  /** Of everything that can be thrown. */
  static of(error: unknown): Failure {
    return error instanceof Failure ? error : new Failure(unreachable(error));
  }
}

function unreachable(error: unknown): Problem {
  return {
    type: 'about:blank',
    title: 'No hub answers.',
    status: 0,
    code: 'NO_ANSWER',
    detail: error instanceof Error ? error.message : 'The request did not come back.',
    requestId: '',
  };
}

/** Other sites cannot send this header, so a session that comes with it is the console's doing. */
const console: Middleware = {
  onRequest({ request }) {
    request.headers.set('X-Serai-Console', '1');
    return request;
  },
};

export const api = createClient<paths>({ baseUrl: '/' });
api.use(console);

interface Answered<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

/** The answer itself; throws a {@link Failure} for all that is none. */
export async function answer<T>(request: Promise<Answered<T>>): Promise<T> {
  return (await tagged(request)).data;
}

/** The answer with its ETag, by which a change says what it is a change of. */
export async function tagged<T>(request: Promise<Answered<T>>): Promise<{ data: T; tag: string | undefined }> {
  const { data, error, response } = await request.catch((cause: unknown) => {
    throw Failure.of(cause);
  });
  if (!response.ok) {
    throw new Failure(isProblem(error) ? error : { ...unreachable(undefined), status: response.status });
  }
  return { data: data as T, tag: response.headers.get('ETag') ?? undefined };
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'requestId' in error;
}
