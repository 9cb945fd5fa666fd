/** Why nobody was signed in at the provider, and what helps. */
const REFUSALS: Record<string, string> = {
  state:
    'This sign-in is not known here any more. It took longer than ten minutes, or began in another browser or at another address. Begin again.',
  denied: 'The provider did not let you in, or you said no there.',
  issuer: 'The answer came from another provider than the one this hub trusts. Begin again.',
  code: 'This sign-in was used already, or is too old. Begin again.',
  client:
    'The provider refuses this hub. Whoever runs it must compare its client, secret and address with what the provider has.',
  token: 'What the provider gave is not good here. Begin again; if that does not help, tell whoever runs this hub.',
  role: 'The provider knows you, but nothing that you are there is a role here. Ask whoever runs this hub for one.',
  blocked: 'You are blocked at this hub. Whoever runs it can lift that.',
  away: 'The provider does not answer. Try again in a while, or sign in by a key.',
  hub: 'The hub cannot begin a session now. Try again in a while.',
};

/** @param word the hub's, out of the address: anybody could write another there */
export const refusal = (word: string): string =>
  Object.hasOwn(REFUSALS, word) ? (REFUSALS[word] ?? '') : 'Nobody was signed in. Begin again.';
